/** Where everything lies on disk. */
package dev.slipway.imagestore.layout;
