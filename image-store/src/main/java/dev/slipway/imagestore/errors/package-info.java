/** The image store's error codes and its exception. */
package dev.slipway.imagestore.errors;
