package dev.slipway.host.fetch;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes nothing of a content, however much of it there is: the pages that errors come with have no end by themselves. */
final class Unread implements BodySubscriber<Void> {

    private final CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<Void> getBody() {
        return nothing;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> content) {
        // None was asked for.
    }

    @Override
    public void onError(Throwable cause) {
        // Of no interest any more.
    }

    @Override
    public void onComplete() {
        // There was nothing to wait for.
    }
}
