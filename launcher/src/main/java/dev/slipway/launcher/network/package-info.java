/** Addresses and ports of guests: what the user asked to be forwarded, and which ports of the host are free for it. */
package dev.slipway.launcher.network;
