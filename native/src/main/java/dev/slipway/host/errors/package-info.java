/** The error codes of this module, and what every module's errors share. */
package dev.slipway.host.errors;
