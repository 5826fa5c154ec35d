package dev.slipway.launcher.ec2.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * A body as it is sent: piece by piece, as quickly as the client takes it, and without a thread that waits. The JDK keeps a
 * buffer for each thread that is as large as the largest piece the thread ever sent, so pieces are small.
 */
final class DepartingBody extends IteratingCallback {

    private static final int PIECE = 128 << 10;

    private final Response response;
    private final ByteBuffer left;
    private final Callback callback;
    private boolean last;

    DepartingBody(Response response, byte[] body, Callback callback) {
        this.response = response;
        this.left = ByteBuffer.wrap(body);
        this.callback = callback;
    }

    @Override
    protected Action process() {
        if (last) {
            return Action.SUCCEEDED;
        }
        ByteBuffer piece = left.slice(left.position(), Math.min(PIECE, left.remaining()));
        left.position(left.position() + piece.remaining());
        last = !left.hasRemaining();
        response.write(last, piece, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable gone) {
        // The client is, most of the time.
        callback.failed(gone);
    }
}
