/** Virtual appliances: <a href="https://www.dmtf.org/standards/ovf">OVF</a> descriptors, and the archives they come in. */
package dev.slipway.imagestore.source.ova;
