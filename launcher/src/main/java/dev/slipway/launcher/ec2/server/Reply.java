package dev.slipway.launcher.ec2.server;

import dev.slipway.launcher.ec2.protocol.Body;
import dev.slipway.launcher.ec2.signature.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back to a client, and what the log says of it.
 *
 * @param headers the type of its content, and what else goes into the head
 * @param action what was asked for; {@code unknown} where that is none of the endpoint's
 * @param code of the error; empty where there was none
 * @param caller who asked, as far as that was found out
 */
record Reply(int status, Body body, Map<String, String> headers, String action, Optional<String> code, Optional<Caller> caller) {

    private static final Map<String, String> XML = Map.of("Content-Type", "text/xml;charset=UTF-8");

    /** One in XML. */
    Reply(int status, Body body, String action, Optional<String> code, Optional<Caller> caller) {
        this(status, body, XML, action, code, caller);
    }
}
