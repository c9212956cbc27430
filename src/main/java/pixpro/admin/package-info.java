/** What admins ask: KPIs over a span of time, read from the minutes' rollups, and what failed, by cause. */
package pixpro.admin;
