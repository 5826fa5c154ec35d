package dev.slipway.launcher.service;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Networks in the words of {@code --network}: {@code user}, {@code none}, {@code nat}, {@code nat:NAME}, {@code bridge:NAME}. */
public final class NetworkText {

    private static final String NONE = "none";

    private NetworkText() {
    }

    /** Checks one word and returns it; throws IllegalArgumentException with half a sentence. */
    public static String word(String text) {
        if (!text.equals(NONE)) {
            one(text);
        }
        return text;
    }

    /** The interfaces that words stand for, one each, and none for {@code none}. Throws INVALID_PARAMETER_COMBINATION. */
    public static List<InterfaceRequest> interfaces(List<String> words) {
        if (words.contains(NONE) && words.size() > 1) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "An instance on the network 'none' has no other.");
        }
        List<InterfaceRequest> interfaces = new ArrayList<>();
        for (String word : words) {
            if (!word.equals(NONE)) {
                interfaces.add(one(word));
            }
        }
        return interfaces;
    }

    private static InterfaceRequest one(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        Optional<String> source = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        for (NetworkKind kind : NetworkKind.values()) {
            if (kind.word().equals(word) && isNamedRightly(kind, source)) {
                return InterfaceRequest.on(kind, source);
            }
        }
        throw new IllegalArgumentException("'" + text + "' is none of user, none, nat, nat:NAME, bridge:NAME");
    }

    private static boolean isNamedRightly(NetworkKind kind, Optional<String> source) {
        boolean named = source.isPresent() && !source.get().isEmpty();
        return switch (kind) {
            case USER -> source.isEmpty();
            case NAT -> source.isEmpty() || named;
            case BRIDGE -> named;
        };
    }
}
