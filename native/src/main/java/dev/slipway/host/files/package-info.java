/** Files that survive a crash: atomic writes, locks, reflinks, digests. */
package dev.slipway.host.files;
