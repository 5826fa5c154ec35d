/** The launcher's error codes, and the exception that carries them. */
package dev.slipway.launcher.errors;
