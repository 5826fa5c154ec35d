/** What the metadata service may tell, and to whom: the records of a region, read for whoever asks from an address. */
package dev.slipway.launcher.instance.metadata;
