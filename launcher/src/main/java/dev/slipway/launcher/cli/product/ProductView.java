package dev.slipway.launcher.cli.product;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.product.Acceptance;
import dev.slipway.imagestore.product.Product;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Products and acceptances, in a shape of Slipway's own: EC2 has its marketplace instead. */
final class ProductView {

    private ProductView() {
    }

    static Answer list(List<Product> products) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Products");
        for (Product product : products) {
            ObjectNode json = list.addObject();
            json.put("ProductCode", product.productCode().value());
            json.put("OwnerId", product.ownerId().value());
            product.title().ifPresent(title -> json.put("Title", title));
            json.putObject("Price").put("Rate", product.price().rate()).put("Unit", product.price().unit().word())
                    .put("Currency", product.price().currency());
            json.put("TermsVersion", product.currentTerms().version());
            json.put("TermsSince", Timestamp.format(product.currentTerms().since()));
            json.put("CreateTime", Timestamp.format(product.createTime()));
        }
        return Answer.list(document, "Products", Column.id("PRODUCT", "ProductCode"), Column.id("OWNER", "OwnerId"),
                Column.at("RATE", "Price", "Rate"), Column.at("CURRENCY", "Price", "Currency"),
                Column.at("PER", "Price", "Unit"), Column.at("TERMS", "TermsVersion"), Column.at("TITLE", "Title"));
    }

    static Answer acceptances(List<Acceptance> acceptances) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Acceptances");
        acceptances.forEach(acceptance -> put(list.addObject(), acceptance));
        return Answer.list(document, "Acceptances", Column.id("PRODUCT", "ProductCode"),
                Column.id("ACCOUNT", "AccountId"), Column.at("TERMS", "TermsVersion"),
                Column.at("ACCEPTED", "AcceptTime"));
    }

    static Answer acceptance(Acceptance acceptance) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, acceptance);
        return Answer.of(document);
    }

    private static void put(ObjectNode json, Acceptance acceptance) {
        json.put("ProductCode", acceptance.productCode().value());
        json.put("AccountId", acceptance.accountId().value());
        json.put("TermsVersion", acceptance.termsVersion());
        json.put("AcceptTime", Timestamp.format(acceptance.acceptTime()));
    }
}
