package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launch templates, from the words to the store. */
class TemplateCommandsTest {

    private static final String BOB = "000000001001";

    @TempDir
    private Path folder;
    private TypedCommands commands;

    @BeforeEach
    void makeOne() {
        commands = new TypedCommands(folder.resolve("home"));
        commands.text(0, "template create web --image web:stable --type t3.small --tag Name=w --template-tag team=a");
    }

    @Test
    void aVersionInheritsWhatItDoesNotSay() {
        commands.text(0, "template create-version web --source-version 1 --type t3.large --version-description larger");
        assertEquals("1\t2\n", commands.text(0,
                "template describe web --query LaunchTemplates[0].[DefaultVersionNumber,LatestVersionNumber]"));
        assertEquals("web:stable\tt3.large\tw\tlarger\n", commands.text(0, "template versions web --version $Latest --query "
                + "LaunchTemplateVersions[0].[LaunchTemplateData.ImageId,LaunchTemplateData.InstanceType,"
                + "LaunchTemplateData.TagSpecifications[0].Tags[0].Value,VersionDescription]"));
        commands.text(0, "template create-version web --type t3.nano");
        assertEquals("None\n", commands.text(0,
                "template versions web --version 3 --query LaunchTemplateVersions[0].LaunchTemplateData.ImageId"));
    }

    @Test
    void theDefaultVersionStaysAndNumbersAreNotUsedAgain() {
        commands.text(0, "template create-version web --type t3.nano");
        commands.text(0, "template set-default web $Latest");
        commands.text(2, "template delete-versions web 1 2");
        assertTrue(commands.error().contains("is the default version"), commands.error());
        assertEquals("1\n", commands.text(0, "template delete-versions web 1 --query "
                + "SuccessfullyDeletedLaunchTemplateVersions[].VersionNumber"));
        assertEquals("3\n", commands.text(0, "template create-version web --type t3.nano --query "
                + "LaunchTemplateVersion.VersionNumber"));
        commands.text(0, "template delete-versions web 3");
        assertEquals("4\n", commands.text(0, "template create-version web --type t3.nano --query "
                + "LaunchTemplateVersion.VersionNumber"));
    }

    @Test
    void namesAreOneAccountsAndUniqueThere() {
        commands.text(4, "template create web --type t3.small");
        assertTrue(commands.error().contains("InvalidLaunchTemplateName.AlreadyExistsException"), commands.error());
        commands.text(BOB, 3, "template describe web");
        assertTrue(commands.error().contains("InvalidLaunchTemplateName.NotFoundException"), commands.error());
        commands.text(BOB, 0, "template create web --type t3.small");
        String id = commands.text(0, "template describe web --query LaunchTemplates[0].LaunchTemplateId").strip();
        commands.text(BOB, 3, "template delete " + id);
        assertTrue(commands.error().contains("InvalidLaunchTemplateId.NotFound"), commands.error());
        commands.text(0, "template delete " + id);
        assertEquals("0\n", commands.text(0, "template list --query length(LaunchTemplates)"));
        assertEquals("1\n", commands.text(BOB, 0, "template list --query length(LaunchTemplates)"));
    }

    @Test
    void whatIsNoTemplateIsRefused() {
        for (String name : new String[] {"ab", "lt-mine", "a:b", "x".repeat(129)}) {
            commands.text(2, "template create " + name + " --type t3.small");
            assertTrue(commands.error().contains("InvalidLaunchTemplateName.MalformedException"), commands.error());
        }
        commands.text(2, "template create empty");
        assertTrue(commands.error().contains("MissingParameter"), commands.error());
        commands.text(2, "template describe lt-12");
        assertTrue(commands.error().contains("InvalidLaunchTemplateId.Malformed"), commands.error());
        for (String version : new String[] {"9", "0", "-1", "latest", "$latest"}) {
            commands.text(3, "template set-default web " + version);
            assertTrue(commands.error().contains("InvalidLaunchTemplateId.VersionNotFound"), commands.error());
        }
    }

    @Test
    void aTemplateIsTaggedByItsId() {
        String id = commands.text(0, "template describe web --query LaunchTemplates[0].LaunchTemplateId").strip();
        commands.text(0, "tag add " + id + " team=b");
        assertEquals("team\tb\n", commands.text(0, "template describe web --query LaunchTemplates[0].Tags[0].[Key,Value]"));
    }

    @Test
    void templatesComeBackWithALostCatalogue() throws Exception {
        commands.text(0, "template create-version web --source-version 1 --user-data "
                + java.nio.file.Files.writeString(folder.resolve("data"), "secret"));
        Path region = folder.resolve("home").resolve("regions").resolve("local-1");
        try (java.util.stream.Stream<Path> files = java.nio.file.Files.list(region)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("catalogue")).toList()) {
                java.nio.file.Files.delete(file);
            }
        }
        commands.text(0, "store rebuild");
        assertEquals("c2VjcmV0\n", commands.text(0, "template versions web --version 2 --query "
                + "LaunchTemplateVersions[0].LaunchTemplateData.UserData"));
    }
}
