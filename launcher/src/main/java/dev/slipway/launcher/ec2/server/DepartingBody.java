package dev.slipway.launcher.ec2.server;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * A body as it is sent: piece by piece, as quickly as the client takes it, and without a thread that waits. The JDK keeps a
 * buffer for each thread that is as large as the largest piece the thread ever sent; the pieces of a body are small.
 */
final class DepartingBody extends IteratingCallback {

    private final Response response;
    private final Iterator<ByteBuffer> left;
    private final Callback callback;
    private boolean last;

    DepartingBody(Response response, List<ByteBuffer> pieces, Callback callback) {
        this.response = response;
        this.left = pieces.iterator();
        this.callback = callback;
    }

    @Override
    protected Action process() {
        if (last) {
            return Action.SUCCEEDED;
        }
        ByteBuffer piece = left.next().duplicate();
        last = !left.hasNext();
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
