/** As much of HTTP as guests need to ask for metadata: small requests without content, and their answers. */
package dev.slipway.launcher.imds.http;
