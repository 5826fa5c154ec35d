/** Other programs, with deadlines and limits. */
package dev.slipway.host.process;
