package dev.slipway.launcher.cli.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fleets and their members, in a shape of Slipway's own. */
final class MemberView {

    private static final String MEMBERS = "Members";
    private static final String FLEETS = "Fleets";

    private MemberView() {
    }

    static Answer members(List<Member> members) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray(MEMBERS);
        members.forEach(member -> put(list.addObject(), member));
        return Answer.list(document, MEMBERS, Column.at("MEMBER", "Member"), Column.id("INSTANCE", "InstanceId"),
                Column.at("STATE", "State"), Column.at("READY", "Ready"), Column.at("TYPE", "InstanceType"),
                Column.at("ADDRESS", "Address"), Column.at("SSH PORT", "SshPort"));
    }

    private static void put(ObjectNode json, Member member) {
        json.put("Fleet", member.fleet()).put("Group", member.group()).put("Index", member.index()).put("Member", member.name());
        json.put("InstanceId", member.id().value()).put("State", member.state().ec2Name()).put("Ready", member.isReady());
        json.put("ImageId", member.instance().imageId().value()).put("InstanceType", member.instance().instanceType());
        address(member).ifPresent(address -> json.put("Address", address));
        member.instance().sshPort().ifPresent(port -> json.put("SshPort", port));
    }

    static Optional<String> address(Member member) {
        return member.instance().interfaces().stream().map(NetworkInterface::privateIpAddress).flatMap(Optional::stream).findFirst();
    }

    static Answer ended(List<Member> members) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray(MEMBERS);
        members.forEach(member -> list.addObject().put("Fleet", member.fleet()).put("Member", member.name())
                .put("InstanceId", member.id().value()).put("PreviousState", member.state().ec2Name()));
        return Answer.list(document, MEMBERS, Column.at("MEMBER", "Member"), Column.id("TERMINATED", "InstanceId"));
    }

    static Answer fleets(List<Member> members) {
        Map<String, List<Member>> byFleet = new LinkedHashMap<>();
        members.forEach(member -> byFleet.computeIfAbsent(member.fleet(), name -> new ArrayList<>()).add(member));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray(FLEETS);
        byFleet.forEach((name, all) -> list.addObject().put("Fleet", name).put("Members", all.size())
                .put("Ready", all.stream().filter(Member::isReady).count())
                .put("Running", all.stream().filter(member -> member.state() == InstanceState.RUNNING).count())
                .put("Stopped", all.stream().filter(member -> member.state() == InstanceState.STOPPED).count()));
        return Answer.list(document, FLEETS, Column.at("FLEET", "Fleet"), Column.at("MEMBERS", "Members"),
                Column.at("READY", "Ready"), Column.at("RUNNING", "Running"), Column.at("STOPPED", "Stopped"));
    }
}
