package dev.slipway.launcher.cli.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.ExitCode;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.care.CheckReport;
import dev.slipway.imagestore.care.Finding;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;

/** {@code slipway store check}. */
final class StoreCheckVerb extends Verb {

    private final Flag repair = flag("--repair",
            "Repair what can be without losing anything: write missing records, protect files, remove what has no row.");

    StoreCheckVerb() {
        super("check", "Hold the catalogue against the disk, both ways; ends with 4 when something is wrong.");
        example("slipway store check", "What is wrong, and what to do about it. Nothing is changed.");
        example("slipway store check --repair", "Do what can be done safely, and say what is left.");
    }

    @Override
    public int run(Invocation invocation) {
        // Machines are looked at too, so the way to libvirt is begun before the store is opened.
        invocation.instances();
        ImageStore store = invocation.store();
        CheckReport report = store.check().run();
        if (repair.given() && !report.findings().isEmpty()) {
            store.repair().run(report.findings());
            report = store.check().run();
        }
        invocation.output().print(answer(report));
        if (report.isClean()) {
            invocation.note("the store is clean: " + report.documents() + " records looked at");
            return 0;
        }
        return ExitCode.REFUSED.number();
    }

    /** A shape of Slipway's own: EC2 has no such action. */
    private static Answer answer(CheckReport report) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Clean", report.isClean());
        document.put("Records", report.documents());
        document.put("OperationsInFlight", report.inFlight());
        ArrayNode list = document.putArray("Findings");
        for (Finding finding : report.findings()) {
            list.addObject().put("Kind", finding.kind().word()).put("Problem", finding.kind().isProblem())
                    .put("Subject", finding.subject()).put("Message", finding.sentence())
                    .put("Remedy", finding.remedy()).put("Repairable", finding.kind().isRepairable());
        }
        return Answer.list(document, "Findings", Column.at("KIND", "Kind"), Column.id("SUBJECT", "Subject"),
                Column.at("WHAT", "Message"), Column.at("REMEDY", "Remedy"));
    }
}
