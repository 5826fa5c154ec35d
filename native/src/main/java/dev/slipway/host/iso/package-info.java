/** Small file systems for guests to read. */
package dev.slipway.host.iso;
