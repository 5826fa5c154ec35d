package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Products and usage, from the words to the catalogue, by two accounts. */
class ProductCommandsTest {

    private static final String ALICE = "000000001000";
    private static final String BOB = "000000001001";

    @TempDir
    private Path folder;
    private TypedCommands commands;

    @BeforeEach
    void begin() {
        commands = new TypedCommands(folder.resolve("home"));
    }

    @Test
    void aProductIsSoldAcceptedChangedAndDeleted() throws IOException {
        Path terms = Files.writeString(folder.resolve("terms.txt"), "No warranty.\nNo refunds.\n");
        text(ALICE, 0, "product create web-pro --rate 0.05 --currency USD --title Web --terms-file " + terms);
        assertEquals("web-pro\t0.05\tinstance-hour\tUSD\t1\n", text(BOB, 0, "product list --query "
                + "Products[].[ProductCode,Price.Rate,Price.Unit,Price.Currency,TermsVersion]"));
        assertEquals("No warranty.\nNo refunds.\n", text(BOB, 0, "product terms web-pro"));
        assertEquals(BOB + "\n", text(BOB, 0, "product accept web-pro --terms-version 1 --query AccountId"));
        assertEquals("1\n", text(ALICE, 0, "product acceptances web-pro --query Acceptances[].TermsVersion"));
        text(ALICE, 0, "product update web-pro --rate 0.06 --per instance-month --terms Other.");
        assertEquals("Other.\n", text(BOB, 0, "product terms web-pro"));
        assertEquals("No warranty.\nNo refunds.\n", text(BOB, 0, "product terms web-pro --terms-version 1"));
        text(BOB, 4, "product accept web-pro --terms-version 1");
        assertTrue(error().startsWith("slipway: TermsChanged: "), error());
        text(BOB, 7, "product delete web-pro");
        text(ALICE, 0, "product delete web-pro");
        assertEquals("", text(ALICE, 0, "product list"));
    }

    @Test
    void badInputIsRefusedWithItsExitCode() {
        Map<String, Integer> exits = Map.ofEntries(
                Map.entry("product create a.b --rate 1 --currency USD --terms x", 2),
                Map.entry("product create a --rate -1 --currency USD --terms x", 2),
                Map.entry("product create a --rate 1 --currency XYZ --terms x", 2),
                Map.entry("product create a --rate 1 --currency USD", 2),
                Map.entry("product create a --rate 1 --currency USD --per year --terms x", 2),
                Map.entry("product create a --rate 1 --currency USD --terms x --terms-file y", 2),
                Map.entry("product create a --rate 1 --currency USD --terms-file /nosuch", 2),
                Map.entry("product describe a", 3),
                Map.entry("product accept a", 3),
                Map.entry("product attach a web", 3),
                Map.entry("usage --from yesterday", 2),
                Map.entry("usage --from 2026-13-01", 2),
                Map.entry("usage --from 2026-11-02 --to 2026-11-01", 2),
                Map.entry("usage --group-by colour", 2),
                Map.entry("usage --product a", 3));
        exits.forEach((line, exit) -> assertEquals("", text(ALICE, exit, line), line));
        assertEquals("", text(ALICE, 0, "product list"));
    }

    @Test
    void usageIsATableJsonAndCsv() throws IOException {
        byte[] content = new byte[1 << 20];
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        Path disk = Files.write(folder.resolve("disk.raw"), content);
        text(ALICE, 0, "product create web-pro --rate 1 --currency USD --terms x");
        text(ALICE, 0, "image import " + disk + " --name web");
        text(ALICE, 0, "product attach web-pro web");
        assertEquals("web-pro\tmarketplace\n", text(ALICE, 0,
                "image describe web --query Images[0].ProductCodes[0].[ProductCodeId,ProductCodeType]"));
        assertEquals("snapshot\tsnapshot-gib-hours\tGiB-Hours\n",
                text(ALICE, 0, "usage --query Usage[].[Group,Usage,Unit]"));
        String[] csv = text(ALICE, 0, "usage --group-by resource -o csv").split("\r\n");
        assertEquals("RESOURCE,USAGE,QUANTITY,UNIT,PRODUCT,CHARGE,CURRENCY", csv[0]);
        assertTrue(csv[1].matches("snap-[0-9a-f]{17},snapshot-gib-hours,0\\.\\d{6},GiB-Hours,,,"), csv[1]);
        assertEquals(2, csv.length);
        assertTrue(text(ALICE, 0, "usage -o json").contains("\"GroupBy\": \"type\""));
        assertEquals("", text(BOB, 0, "usage --query Usage[]"));
    }

    private String text(String account, int exit, String line) {
        return commands.text(account, exit, line);
    }

    private String error() {
        return commands.error();
    }
}
