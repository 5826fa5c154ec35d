/** TCP at an address that is not the host's own, for those who ask for it over some of the host's interfaces. */
package dev.slipway.host.net;
