/** Finding things: EC2's filters, and lists read page by page; the same for images, snapshots, volumes and tags. */
package dev.slipway.imagestore.filter;
