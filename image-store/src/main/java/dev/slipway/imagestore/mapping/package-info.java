/** Block device mappings: what an image or a launch puts behind a device name. */
package dev.slipway.imagestore.mapping;
