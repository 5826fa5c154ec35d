package dev.slipway.launcher.ec2.server;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/** A body as it arrives: in as many pieces as the client likes, but neither too large nor too slowly. No thread waits for it. */
final class ArrivingBody implements Runnable {

    static final int LARGEST = 1 << 20;

    private final Request request;
    private final Duration patience;
    private final Consumer<byte[]> whole;
    private final Consumer<LauncherException> refused;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean over = new AtomicBoolean();
    private Scheduler.Task deadline;

    /**
     * @param whole told of the body, if it comes
     * @param refused told why it is not waited for any longer; one of the two is told, once
     */
    ArrivingBody(Request request, Duration patience, Consumer<byte[]> whole, Consumer<LauncherException> refused) {
        this.request = request;
        this.patience = patience;
        this.whole = whole;
        this.refused = refused;
    }

    /** Takes what is there, and comes back when there is more. */
    @Override
    public void run() {
        while (!over.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                awaitMore();
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end(() -> refused.accept(new LauncherException(LauncherError.REQUEST_TIMED_OUT,
                        "The request did not arrive whole.", chunk.getFailure())));
                return;
            }
            byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
            chunk.release();
            body.write(bytes, 0, bytes.length);
            if (body.size() > LARGEST) {
                end(() -> refused.accept(new LauncherException(LauncherError.BODY_TOO_LARGE,
                        "The request is larger than " + LARGEST + " bytes.")));
            } else if (chunk.isLast()) {
                end(() -> whole.accept(body.toByteArray()));
            }
        }
    }

    private void awaitMore() {
        if (deadline == null) {
            deadline = request.getComponents().getScheduler().schedule(() -> end(() -> refused.accept(new LauncherException(
                    LauncherError.REQUEST_TIMED_OUT, "The request did not arrive within " + patience.toSeconds() + " seconds."))),
                    patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        request.demand(this);
    }

    private void end(Runnable telling) {
        if (over.compareAndSet(false, true)) {
            if (deadline != null) {
                deadline.cancel();
            }
            telling.run();
        }
    }
}
