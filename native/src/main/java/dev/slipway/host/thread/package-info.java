/** Work that goes on beside other work. */
package dev.slipway.host.thread;
