/** Files from web servers: redirects, resumption, limits and digests. Loaded by the commands that fetch only. */
package dev.slipway.host.fetch;
