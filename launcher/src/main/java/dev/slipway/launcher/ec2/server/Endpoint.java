package dev.slipway.launcher.ec2.server;

import dev.slipway.host.errors.ErrorCode;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.ec2.action.Actions;
import dev.slipway.launcher.ec2.action.Background;
import dev.slipway.launcher.ec2.action.Call;
import dev.slipway.launcher.ec2.protocol.Body;
import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.ec2.protocol.FormText;
import dev.slipway.launcher.ec2.protocol.JsonAnswer;
import dev.slipway.launcher.ec2.protocol.JsonRequest;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.ec2.protocol.XmlAnswer;
import dev.slipway.launcher.ec2.signature.Caller;
import dev.slipway.launcher.ec2.signature.Verification;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.service.Services;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Answers requests of the Query protocol. Whatever happens, there is an answer, and no stack trace is in it. */
public final class Endpoint {

    private static final String UNKNOWN = "unknown";
    private static final String ACTION = "Action";
    /** AWS's answer to a fault of its own. */
    private static final String INTERNAL = "An internal error has occurred.";

    private final Verification verification;
    private final BiFunction<Caller, String, Services> services;
    private final Consumer<String> defects;
    private final Background background;
    /** The requests whose answers are not there yet, by their ids, and what they ask for. */
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();

    /**
     * @param services opens the services of a caller for an action
     * @param defects told of what must not happen, and of what is left at the end, for whoever runs the server
     */
    public Endpoint(Verification verification, BiFunction<Caller, String, Services> services, Consumer<String> defects) {
        this.verification = verification;
        this.services = services;
        this.defects = defects;
        this.background = new Background(defects);
    }

    Reply answer(Request request, String requestId) {
        Optional<Caller> caller = Optional.empty();
        String action = UNKNOWN;
        try {
            caller = Optional.of(verification.caller(request));
            if (caller.get().dialect().isJson()) {
                JsonRequest asked = JsonRequest.of(caller.get().dialect(), request);
                action = Actions.has(asked.action()) ? asked.action() : UNKNOWN;
                unanswered.put(requestId, action);
                return json(caller.get(), asked, action);
            }
            Members parameters = parameters(request);
            String name = parameters.text(ACTION).orElseThrow(() -> new LauncherException(LauncherError.ACTION_MISSING,
                    "The request must contain the parameter Action."));
            action = Actions.has(name) ? name : UNKNOWN;
            unanswered.put(requestId, action);
            return new Reply(HttpStatus.OK, answer(caller.get(), name, parameters, requestId), action, Optional.empty(), caller);
        } catch (SlipwayException e) {
            return error(HttpStatus.of(e.code()), word(e.code()), e.getMessage(), requestId, action, caller,
                    caller.map(Caller::dialect).orElseGet(() -> JsonRequest.dialect(request)));
        } catch (RuntimeException e) {
            defects.accept("a defect in Slipway met the request " + requestId + " (" + action + "): " + e);
            return error(HttpStatus.DEFECT, "InternalError", INTERNAL, requestId, action, caller,
                    caller.map(Caller::dialect).orElseGet(() -> JsonRequest.dialect(request)));
        } finally {
            unanswered.remove(requestId);
        }
    }

    private Reply json(Caller caller, JsonRequest asked, String action) {
        try (Services opened = services.apply(caller, asked.action())) {
            Call call = new Call(asked.parameters(), opened, caller, () -> services.apply(caller, asked.action()), background);
            JsonAnswer answer = JsonAnswer.of(caller.dialect(), Actions.answer(asked.action(), call));
            return new Reply(HttpStatus.OK, Body.of(answer.body()), answer.headers(), action, Optional.empty(), Optional.of(caller));
        }
    }

    private Body answer(Caller caller, String name, Members parameters, String requestId) {
        try (Services opened = services.apply(caller, name)) {
            Call call = new Call(parameters, opened, caller, () -> services.apply(caller, name), background);
            return XmlAnswer.of(caller.dialect(), name, Actions.answer(name, call), requestId);
        }
    }

    /** Waits for what goes on behind answers that were given, and says what is left of it and of what was not answered. */
    void finish(Duration patience) {
        List<String> left = new ArrayList<>(background.finish(patience));
        unanswered.forEach((id, action) -> left.add(action + ", the request " + id));
        left.forEach(each -> defects.accept("left undone, for the next command or server to finish or take back: " + each));
    }

    private static Members parameters(Request request) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (Map.Entry<String, String> pair : FormText.read(request.query())) {
            if (!pair.getKey().startsWith("X-Amz-")) {
                pairs.add(pair);
            }
        }
        pairs.addAll(FormText.read(new String(request.body(), StandardCharsets.UTF_8)));
        return Members.of(pairs);
    }

    /** EC2's word where it has one for what is not EC2's: that libvirt is away for a while, clients know as this and come again. */
    private static String word(ErrorCode code) {
        return code == HostError.HYPERVISOR_UNREACHABLE ? "ServiceUnavailable" : code.code();
    }

    /** An error that the server itself found, before anything was asked. */
    static Reply refused(LauncherException error, String requestId) {
        return error(HttpStatus.of(error.code()), error.code().code(), error.getMessage(), requestId, UNKNOWN, Optional.empty(),
                Dialect.EC2);
    }

    private static Reply error(int status, String code, String message, String requestId, String action, Optional<Caller> caller,
            Dialect dialect) {
        if (dialect.isJson()) {
            JsonAnswer answer = JsonAnswer.error(dialect, code, message);
            String named = JsonAnswer.code(dialect, code);
            // Of a snapshot that is not there EBS says so by the status, too.
            return new Reply(named.equals("ResourceNotFoundException") ? HttpStatus.NOT_FOUND : status, Body.of(answer.body()), answer.headers(),
                    action, Optional.of(named), caller);
        }
        return new Reply(status, XmlAnswer.error(dialect, code, message, requestId), action, Optional.of(code), caller);
    }
}
