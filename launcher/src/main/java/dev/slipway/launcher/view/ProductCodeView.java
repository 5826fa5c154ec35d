package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.product.ProductCode;
import java.util.List;

/** Product codes in the shape of EC2's answers. */
public final class ProductCodeView {

    private ProductCodeView() {
    }

    /** Adds the product codes to an object that has some; EC2 leaves the list away where there are none. */
    public static void put(ObjectNode object, List<ProductCode> codes) {
        if (codes.isEmpty()) {
            return;
        }
        ArrayNode list = object.putArray("ProductCodes");
        for (ProductCode code : codes) {
            list.addObject().put("ProductCodeId", code.value()).put("ProductCodeType", ProductCode.TYPE);
        }
    }
}
