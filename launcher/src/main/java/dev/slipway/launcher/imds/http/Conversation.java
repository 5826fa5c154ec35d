package dev.slipway.launcher.imds.http;

import dev.slipway.host.net.ForeignConnection;
import java.io.IOException;
import java.util.Optional;

/** What is asked and answered over one connection. */
public final class Conversation {

    private static final int PATIENCE_SECONDS = 5;
    private static final int LAST_SECONDS = 2;
    /** Then somebody else may want the thread. */
    private static final int MOST_REQUESTS = 200;
    private static final String HEAD = "HEAD";

    private final ForeignConnection connection;
    private final Answers answers;

    /** Who answers. */
    public interface Answers {

        /** The answer to a request. */
        MetadataAnswer answer(MetadataRequest request);

        /** Told what was answered to something that cannot be understood. */
        void refused(MetadataAnswer answer);
    }

    /** A conversation over a connection, which stays its maker's to close. */
    public Conversation(ForeignConnection connection, Answers answers) {
        this.connection = connection;
        this.answers = answers;
    }

    /** Goes on until either side has enough. Throws what reading and writing throw: the client has gone, or takes too long. */
    public void run() throws IOException {
        connection.patience(PATIENCE_SECONDS);
        RequestReader reader = new RequestReader(connection.in());
        for (int i = 1; i <= MOST_REQUESTS; i++) {
            Optional<MetadataRequest> request;
            try {
                request = reader.read();
            } catch (RequestReader.Unreadable e) {
                MetadataAnswer refusal = MetadataAnswer.refused(e.status());
                answers.refused(refusal);
                refusal.write(connection.out(), true, false);
                break;
            }
            if (request.isEmpty()) {
                return;
            }
            MetadataAnswer answer = answers.answer(request.get());
            // A packet that was lost is sent again with the limit that counts by then, so no answer follows a limited one.
            boolean persistent = request.get().persistent() && answer.hopLimit().isEmpty() && i < MOST_REQUESTS;
            if (answer.hopLimit().isPresent()) {
                connection.hopLimit(answer.hopLimit().getAsInt());
            }
            answer.write(connection.out(), !request.get().method().equals(HEAD), persistent);
            if (!persistent) {
                break;
            }
        }
        connection.patience(LAST_SECONDS);
        connection.finish();
    }
}
