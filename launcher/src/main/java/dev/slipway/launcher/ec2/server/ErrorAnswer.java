package dev.slipway.launcher.ec2.server;

import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.ec2.protocol.XmlAnswer;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is answered to what is no HTTP, before any of our code has seen it: an error document, and nothing of the inside. */
final class ErrorAnswer implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String id = UUID.randomUUID().toString();
        boolean ours = response.getStatus() >= HttpStatus.DEFECT;
        byte[] body = XmlAnswer.error(Dialect.EC2, ours ? "InternalError" : "InvalidRequest",
                ours ? "An internal error has occurred." : "The request is no valid HTTP request.", id).bytes();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml;charset=UTF-8").put(HttpHeader.CONNECTION, "close")
                .put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
