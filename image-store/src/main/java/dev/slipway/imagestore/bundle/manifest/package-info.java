/** What a bundle says of itself: an XML file in the form of EC2's, which anybody may have written. */
package dev.slipway.imagestore.bundle.manifest;
