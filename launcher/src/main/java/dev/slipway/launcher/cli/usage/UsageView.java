package dev.slipway.launcher.cli.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.usage.UsageLine;
import dev.slipway.imagestore.usage.UsageReport;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;
import java.util.Locale;

/**
 * A report in a shape of Slipway's own. Numbers are text, as in AWS's cost reports: nothing reads them as floating
 * point and loses a cent.
 */
final class UsageView {

    private UsageView() {
    }

    static Answer of(UsageReport report, String group) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        report.from().ifPresent(from -> document.put("From", Timestamp.format(from)));
        document.put("To", Timestamp.format(report.to()));
        document.put("GroupBy", group);
        put(document.putArray("Usage"), report.lines());
        put(document.putArray("Totals"), report.totals());
        return Answer.list(document, "Usage", Column.id(group.toUpperCase(Locale.ROOT), "Group"),
                Column.at("USAGE", "Usage"), Column.at("QUANTITY", "Quantity"), Column.at("UNIT", "Unit"),
                Column.at("PRODUCT", "ProductCode"), Column.at("CHARGE", "Charge"), Column.at("CURRENCY", "Currency"));
    }

    private static void put(ArrayNode list, List<UsageLine> lines) {
        for (UsageLine line : lines) {
            ObjectNode json = list.addObject();
            if (!line.group().isEmpty()) {
                json.put("Group", line.group());
            }
            json.put("Usage", line.measure().word());
            json.put("Quantity", line.quantity().toPlainString());
            json.put("Unit", line.measure().unit());
            line.product().ifPresent(product -> json.put("ProductCode", product.value()));
            line.charge().ifPresent(charge -> json.put("Charge", charge.toPlainString()));
            line.currency().ifPresent(currency -> json.put("Currency", currency));
        }
    }
}
