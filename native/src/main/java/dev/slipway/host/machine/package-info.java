/** What this host is: processor, memory, accelerators. */
package dev.slipway.host.machine;
