/**
 * KPIs: one fact per job, and per minute what the facts come to. A minute is computed anew from its facts whenever one
 * of them changed and never counted up, so that records that come twice, and replays, skew nothing.
 */
package pixpro.aggregate;
