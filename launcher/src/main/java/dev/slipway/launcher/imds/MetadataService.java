package dev.slipway.launcher.imds;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.launcher.imds.http.MetadataAnswer;
import dev.slipway.launcher.imds.http.MetadataRequest;
import dev.slipway.launcher.imds.token.Tokens;
import dev.slipway.launcher.imds.tree.MetadataTree;
import dev.slipway.launcher.imds.tree.Node;
import dev.slipway.launcher.imds.tree.Node.Folder;
import dev.slipway.launcher.imds.tree.Node.Leaf;
import dev.slipway.launcher.instance.metadata.MetadataSubject;
import dev.slipway.launcher.instance.record.MetadataOptions;
import dev.slipway.launcher.instance.record.MetadataOptions.HttpTokens;
import dev.slipway.launcher.network.IpBlock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rules of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">metadata service</a>:
 * who gets which answer.
 */
public final class MetadataService {

    /** Asks for a token, and says how long it shall live. */
    static final String TOKEN_LIFE = "X-aws-ec2-metadata-token-ttl-seconds";
    /** Carries a token. */
    static final String TOKEN = "X-aws-ec2-metadata-token";

    private static final String FORWARDED = "X-Forwarded-For";
    private static final List<String> TOKEN_PATH = List.of("latest", "api", "token");
    private static final String TEXT = "text/plain";
    private static final int MOST_DIGITS = 5;

    private final Tokens tokens;

    /** A service that gives out and knows these tokens. */
    public MetadataService(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The answer to an instance.
     *
     * @param subnets the addresses of libvirt's networks, by their names
     */
    public MetadataAnswer answer(MetadataSubject subject, Map<String, IpBlock> subnets, MetadataRequest request) {
        MetadataOptions options = subject.instance().metadataOptions();
        if (!options.httpEndpoint()) {
            return MetadataAnswer.refused(MetadataAnswer.FORBIDDEN);
        }
        return switch (request.method()) {
            case "PUT" -> put(subject, subnets, request);
            case "GET", "HEAD" -> isAllowed(subject, request) ? get(subject, subnets, request)
                    : MetadataAnswer.refused(MetadataAnswer.UNAUTHORIZED);
            default -> MetadataAnswer.refused(MetadataAnswer.METHOD_NOT_ALLOWED);
        };
    }

    /** A token that is given has to be one, also where none need be given. */
    private boolean isAllowed(MetadataSubject subject, MetadataRequest request) {
        if (!request.has(TOKEN)) {
            return subject.instance().metadataOptions().httpTokens() == HttpTokens.OPTIONAL;
        }
        return request.header(TOKEN).map(token -> tokens.isValid(token, subject.instance().instanceId())).orElse(false);
    }

    private MetadataAnswer put(MetadataSubject subject, Map<String, IpBlock> subnets, MetadataRequest request) {
        if (!request.path().equals(TOKEN_PATH)) {
            return MetadataAnswer.refused(find(subject, subnets, request).isPresent()
                    ? MetadataAnswer.METHOD_NOT_ALLOWED : MetadataAnswer.NOT_FOUND);
        }
        // Whoever asks through a proxy may not be the instance itself.
        if (request.has(FORWARDED)) {
            return MetadataAnswer.refused(MetadataAnswer.FORBIDDEN);
        }
        int seconds = request.header(TOKEN_LIFE).map(MetadataService::seconds).orElse(0);
        if (seconds < 1 || seconds > Tokens.MOST_SECONDS) {
            return MetadataAnswer.refused(MetadataAnswer.BAD_REQUEST);
        }
        String token = tokens.issue(subject.instance().instanceId(), Duration.ofSeconds(seconds));
        return new MetadataAnswer(MetadataAnswer.OK, TEXT, token.getBytes(US_ASCII), Map.of(TOKEN_LIFE, Integer.toString(seconds)),
                OptionalInt.of(subject.instance().metadataOptions().httpPutResponseHopLimit()));
    }

    private static int seconds(String text) {
        return text.matches("\\d{1," + MOST_DIGITS + "}") ? Integer.parseInt(text) : 0;
    }

    private static MetadataAnswer get(MetadataSubject subject, Map<String, IpBlock> subnets, MetadataRequest request) {
        if (request.path().equals(TOKEN_PATH)) {
            return MetadataAnswer.refused(MetadataAnswer.METHOD_NOT_ALLOWED);
        }
        Optional<Node> found = find(subject, subnets, request);
        if (found.isEmpty()) {
            return MetadataAnswer.refused(MetadataAnswer.NOT_FOUND);
        }
        if (found.get() instanceof Folder folder) {
            return MetadataAnswer.of(folder.list());
        }
        Leaf leaf = (Leaf) found.get();
        return MetadataAnswer.of(leaf.type(), leaf.content());
    }

    private static Optional<Node> find(MetadataSubject subject, Map<String, IpBlock> subnets, MetadataRequest request) {
        Node node = MetadataTree.of(subject, subnets);
        for (String part : request.path()) {
            if (!(node instanceof Folder folder) || folder.find(part).isEmpty()) {
                return Optional.empty();
            }
            node = folder.find(part).get();
        }
        boolean below = request.folder() && node instanceof Leaf;
        return below ? Optional.empty() : Optional.of(node);
    }
}
