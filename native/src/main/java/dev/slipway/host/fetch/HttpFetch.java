package dev.slipway.host.fetch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches one file, in as many requests as it takes: a line that is cut is taken up again where it was, a server in
 * trouble is asked again, a redirect is followed, to http and https only. What a server says is taken for true only as far
 * as it can be checked.
 *
 * <p>Codes: URL_UNUSABLE and the DOWNLOAD codes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-range-requests">RFC 9110, range requests</a>
 */
final class HttpFetch {

    private static final long LOOK_MILLIS = 200;

    private final WebAddress asked;
    private final FetchLimits limits;
    private final PartialFile partial;
    private final Path stateFile;
    private final Progress progress;
    private final HttpClient client;
    private DownloadState state;
    private WebAddress address;
    /** What one answer was, once its headers have come; written by a thread of the client. */
    private volatile Answer answer;
    /** Whether the content of that answer is taken. */
    private volatile boolean taken;

    HttpFetch(WebAddress asked, FetchLimits limits, PartialFile partial, DownloadState state, Path stateFile,
            Progress progress) {
        this.asked = asked;
        this.address = asked;
        this.limits = limits;
        this.partial = partial;
        this.state = state;
        this.stateFile = stateFile;
        this.progress = progress;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(limits.connect()).build();
    }

    void run() {
        int redirects = 0;
        int fruitless = 0;
        long most = partial.length();
        while (true) {
            HostException failure = attempt();
            if (failure == null && answer.isRedirect()) {
                if (++redirects > limits.redirects()) {
                    throw FetchFailure.nonsense(asked, "redirects more than " + limits.redirects() + " times");
                }
                WebAddress from = address;
                address = address.redirected(answer.location().orElseThrow(
                        () -> FetchFailure.nonsense(from, "redirects to nowhere")));
                continue;
            }
            if (failure == null) {
                return;
            }
            // A server that always begins anew and always ends early brings nothing new.
            // One that is silent costs more patience than one that fails at once.
            int weight = failure.kind() == HostError.DOWNLOAD_TIMED_OUT ? 2 : 1;
            fruitless = partial.length() > most ? 0 : fruitless + weight;
            most = Math.max(most, partial.length());
            if (fruitless >= limits.attempts()) {
                throw failure;
            }
            // Where the first server sent us may be a place for a short time only.
            address = asked;
            redirects = 0;
            pause(limits.pause().multipliedBy(1L << Math.max(0, fruitless - 1)));
        }
    }

    /** One request. Null: it was answered as it should be; otherwise what is thrown if it is the last one. */
    private HostException attempt() {
        long from = partial.length();
        answer = null;
        taken = false;
        partial.active();
        try {
            await(client.sendAsync(request(from), this::receive));
        } catch (IOException e) {
            boolean begun = answer != null;
            return begun || !FetchFailure.isUnreachable(e) && partial.length() > 0
                    ? FetchFailure.cut(asked, partial.length(), state.totalBytes(), e)
                    : FetchFailure.unreachable(address, e);
        } catch (TimeoutException e) {
            return FetchFailure.silent(address, limits.silence().toSeconds());
        }
        return judge();
    }

    private HostException judge() {
        if (answer.isRedirect()) {
            return null;
        }
        if (answer.status() == Answer.NOT_SATISFIABLE && partial.length() > 0) {
            if (partial.length() == state.totalBytes()) {
                return null;
            }
            partial.restart();
            return FetchFailure.nonsense(asked, "has less than it had before");
        }
        if (!taken) {
            HostException failure = answer.status() == Answer.PARTIAL
                    ? FetchFailure.nonsense(address, "answers with another part than it was asked for")
                    : FetchFailure.status(address, answer.status());
            if (answer.isTemporary() || answer.status() == Answer.PARTIAL) {
                return failure;
            }
            throw failure;
        }
        if (state.totalBytes() >= 0 && partial.length() != state.totalBytes()) {
            return FetchFailure.cut(asked, partial.length(), state.totalBytes(), null);
        }
        return null;
    }

    private HttpRequest request(long from) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri()).GET().header("User-Agent", "slipway");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            state.validator().ifPresent(validator -> request.header("If-Range", validator));
        }
        if (address.sameServer(asked)) {
            asked.authorization().ifPresent(user -> request.header("Authorization", user));
        }
        return request.build();
    }

    /** Decides by the headers what becomes of the content. Runs in a thread of the client. */
    private BodySubscriber<Void> receive(ResponseInfo info) {
        Answer heard = new Answer(info.statusCode(), info.headers());
        answer = heard;
        partial.active();
        boolean whole = heard.status() == Answer.OK;
        boolean next = heard.status() == Answer.PARTIAL && heard.partFrom().orElse(-1) == partial.length();
        if (next && state.totalBytes() >= 0 && heard.totalBytes() != state.totalBytes()) {
            // Another file by now, and a server that does not know If-Range.
            partial.restart();
            next = false;
        }
        if (!whole && !next) {
            return new Unread();
        }
        if (whole) {
            partial.restart();
            state = new DownloadState(heard.validator(), heard.totalBytes());
            checkSize(state.totalBytes());
            state.write(stateFile, asked);
        }
        taken = true;
        return BodySubscribers.ofByteArrayConsumer(bytes -> bytes.ifPresent(this::take));
    }

    private void checkSize(long totalBytes) {
        if (totalBytes > limits.maxBytes()) {
            throw new HostException(HostError.DOWNLOAD_TOO_LARGE, "The file '" + asked + "' has " + totalBytes
                    + " bytes; " + limits.maxBytes() + " are accepted.");
        }
        DurableFiles.requireSpace(stateFile.toAbsolutePath().getParent(), Math.max(0, totalBytes));
    }

    private void take(byte[] bytes) {
        partial.add(bytes);
        long total = state.totalBytes();
        progress.at("downloading " + asked.fileName(), total > 0 ? Math.min(partial.length(), total) : partial.length(),
                total > 0 ? total : Progress.UNKNOWN);
    }

    /** Waits for the end of an answer; cancels it when nothing comes any more, and when this thread is interrupted. */
    private void await(CompletableFuture<HttpResponse<Void>> exchange) throws IOException, TimeoutException {
        boolean over = false;
        try {
            while (true) {
                try {
                    exchange.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    over = true;
                    return;
                } catch (TimeoutException e) {
                    if (System.nanoTime() - partial.lastActivity() > limits.silence().toNanos()) {
                        throw e;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "Interrupted while downloading '" + asked + "'.", e);
        } catch (ExecutionException | CancellationException e) {
            over = true;
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            if (!over) {
                exchange.cancel(true);
            }
        }
    }

    /** What ended an exchange: an error of ours that a thread of the client met, or one of the line. */
    private static IOException failure(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof HostException ours) {
                throw ours;
            }
        }
        if (cause instanceof IOException line) {
            return line;
        }
        if (cause instanceof RuntimeException defect) {
            throw defect;
        }
        throw new IllegalStateException("an exchange failed", cause);
    }

    private void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "Interrupted while downloading '" + asked + "'.", e);
        }
    }
}
