/** What a service manager such as systemd does for a server, and wants to hear from it. */
package dev.slipway.host.service;
