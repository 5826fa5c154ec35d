package dev.slipway.launcher.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.ExitCode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.doctor.Check;
import dev.slipway.launcher.doctor.Doctor;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** {@code slipway doctor}: what this host can do, and the command that mends what it cannot. */
public final class DoctorVerb extends Verb {

    public DoctorVerb() {
        super("doctor", "Check everything that a launch depends on, and say what mends it.");
        example("slipway doctor", "Ends with 6 when launches would fail.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Check> checks = new Doctor(invocation.services().host(), invocation.services().hypervisor(),
                invocation.services().layout()).run();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Checks");
        boolean failed = false;
        for (Check check : checks) {
            ObjectNode node = list.addObject()
                    .put("Subject", check.subject())
                    .put("Status", check.status().word())
                    .put("Finding", check.finding());
            check.remedy().ifPresent(remedy -> node.put("Remedy", remedy));
            failed |= check.status() == Check.Status.FAILED;
        }
        invocation.output().print(Answer.list(document, "Checks", Column.at("CHECK", "Subject"),
                Column.at("STATUS", "Status"), Column.at("FINDING", "Finding"), Column.at("REMEDY", "Remedy")));
        return (failed ? ExitCode.HYPERVISOR_FAILED : ExitCode.DONE).number();
    }
}
