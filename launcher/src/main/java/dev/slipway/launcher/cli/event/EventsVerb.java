package dev.slipway.launcher.cli.event;

import dev.slipway.host.process.ReaderWatch;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.output.Output;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.TimeText;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.watch.EventSearch;
import dev.slipway.launcher.instance.watch.Events;
import java.time.Instant;

/** {@code slipway events}: what happened to instances, and what happens. */
public final class EventsVerb extends Verb {

    private final Argument<InstanceId> ids = arguments("INSTANCE", 0, Argument.ANY, InstanceId::new,
            "Of these instances; of all of them where none is given.");
    private final Option<Instant> since = option("--since", "TIME", TimeText::past,
            "Not before this time: 2026-11-20T18:00:00Z, 2026-11-20, now, or 10m for the last ten minutes.");
    private final Flag follow = flag("--follow",
            "Go on telling as it happens, until Ctrl-C; of what was before only with --since.");

    public EventsVerb() {
        super("events", "Tell what happened to instances: changes of state with their reasons, attributes, volumes.");
        example("slipway events i-0123456789abcdef0", "The history of one instance.");
        example("slipway events --follow -o json | jq -r '.detail.state'", "One object a line, as it happens.");
        example("slipway events --since 1h --query 'detail.reason && detail'", "What went down in the last hour, and why.");
    }

    @Override
    public int run(Invocation invocation) {
        EventSearch search = new EventSearch(ids.values(), since.value());
        EventView view = new EventView(invocation.settings().region());
        Output.Stream stream = invocation.output().stream(EventView.COLUMNS, EventView.WIDTHS);
        Events events = invocation.instances().events();
        if (follow.given()) {
            // Whoever listened and went away is to leave no process behind that waits for something to tell.
            Thread worker = Thread.currentThread();
            ReaderWatch.begin(worker::interrupt);
            events.follow(search, event -> stream.print(view.of(event)), invocation::note);
        } else {
            events.list(search).forEach(event -> stream.print(view.of(event)));
        }
        return 0;
    }
}
