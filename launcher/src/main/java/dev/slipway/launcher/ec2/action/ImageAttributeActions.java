package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.registry.ImageModification;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.view.ImageAttributeView;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of an image after it was registered: who may launch it, and what becomes of it. */
final class ImageAttributeActions {

    private static final String LAUNCH_PERMISSION = "launchPermission";

    private ImageAttributeActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.reads("DescribeImageAttribute", ImageAttributeActions::describe, "ImageId", "Attribute"),
                Action.changes("ModifyImageAttribute", ImageAttributeActions::modify, "ImageId", "Attribute",
                        "LaunchPermission.Add.N", "LaunchPermission.Remove.N", "OperationType", "UserId.N", "UserGroup.N",
                        "Description.Value", "ImdsSupport.Value"),
                Action.changes("ResetImageAttribute", ImageAttributeActions::reset, "ImageId", "Attribute"),
                Action.changes("EnableImage", call -> {
                    call.services().store().availability().enable(image(call));
                    return Words.done();
                }, "ImageId"),
                Action.changes("DisableImage", call -> {
                    call.services().store().availability().disable(image(call));
                    return Words.done();
                }, "ImageId"),
                Action.changes("EnableImageDeprecation", ImageAttributeActions::deprecate, "ImageId", "DeprecateAt"),
                Action.changes("DisableImageDeprecation", call -> {
                    call.services().store().deprecation().disable(image(call));
                    return Words.done();
                }, "ImageId"),
                Action.changes("EnableImageDeregistrationProtection", call -> {
                    call.services().store().protection().enable(image(call), call.flag("WithCooldown"));
                    return Words.done();
                }, "ImageId", "WithCooldown"),
                Action.changes("DisableImageDeregistrationProtection", call -> {
                    call.services().store().protection().disable(image(call));
                    return Words.done();
                }, "ImageId"));
    }

    private static ImageId image(Call call) {
        return new ImageId(call.required("ImageId"));
    }

    private static ObjectNode describe(Call call) {
        String attribute = Words.oneOf("Attribute", ImageAttributeView.NAMES.toArray(String[]::new), name -> name)
                .apply(call.required("Attribute"));
        return ImageAttributeView.of(call.services().store().images().attributes(image(call)), attribute).document();
    }

    private static ObjectNode modify(Call call) {
        Optional<String> description = call.parameters().member("Description").text("Value");
        Optional<ImdsSupport> imds = call.parameters().member("ImdsSupport").text("Value")
                .map(Words.oneOf("ImdsSupport.Value", ImdsSupport.values(), ImdsSupport::word));
        if (description.isPresent() || imds.isPresent()) {
            call.services().store().images().modify(image(call), new ImageModification(description, imds));
        } else {
            call.services().store().imageSharing().modify(image(call), permissions(call, "LaunchPermission"));
        }
        return Words.done();
    }

    /** {@code NAME.Add.N} and {@code NAME.Remove.N}, or the older {@code OperationType} with {@code UserId.N} and {@code UserGroup.N}. */
    static PermissionChange permissions(Call call, String name) {
        Members permission = call.parameters().member(name);
        Permissions add = permissions(permission.list("Add"));
        Permissions remove = permissions(permission.list("Remove"));
        Optional<String> operation = call.text("OperationType");
        if (operation.isPresent()) {
            Permissions flat = PermissionChange.of(call.parameters().texts("UserGroup").contains("all"),
                    call.parameters().texts("UserId"));
            boolean adds = Words.oneOf("OperationType", new String[] {"add", "remove"}, word -> word)
                    .apply(operation.get()).equals("add");
            add = adds ? flat : add;
            remove = adds ? remove : flat;
        }
        return new PermissionChange(add, remove);
    }

    private static Permissions permissions(List<Members> list) {
        List<String> accounts = new ArrayList<>();
        boolean everybody = false;
        for (Members each : list) {
            each.text("UserId").ifPresent(accounts::add);
            everybody |= each.text("Group").map(Words.oneOf("Group", new String[] {"all"}, word -> word)).isPresent();
        }
        return PermissionChange.of(everybody, accounts);
    }

    private static ObjectNode reset(Call call) {
        Words.oneOf("Attribute", new String[] {LAUNCH_PERMISSION}, name -> name).apply(call.required("Attribute"));
        call.services().store().imageSharing().reset(image(call));
        return Words.done();
    }

    private static ObjectNode deprecate(Call call) {
        try {
            call.services().store().deprecation().enable(image(call), Instant.parse(call.required("DeprecateAt")));
        } catch (DateTimeParseException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The parameter DeprecateAt is no time such as 2027-01-31T12:00:00Z.", e);
        }
        return Words.done();
    }
}
