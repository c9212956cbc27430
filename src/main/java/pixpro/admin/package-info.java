/** What admins ask: KPIs over a span of time, read from the minutes' rollups. */
package pixpro.admin;
