package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.parameter.PublicParameter;
import dev.slipway.launcher.view.ParameterView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The parameter store's names of images. */
final class ParameterActions {

    private static final String DECRYPTION = "WithDecryption";

    private ParameterActions() {
    }

    static List<Action> all() {
        return List.of(
                ssm("GetParameter", ParameterActions::one, "Name", DECRYPTION),
                ssm("GetParameters", ParameterActions::several, "Names.N", DECRYPTION),
                ssm("GetParametersByPath", ParameterActions::below, "Path", "Recursive", DECRYPTION, "MaxResults", "NextToken"));
    }

    private static Action ssm(String name, Function<Call, ObjectNode> work, String... parameters) {
        return new Action(Dialect.SSM, name, Action.DryRun.READS, List.of(parameters), work);
    }

    private static ObjectNode view(Call call, PublicParameter parameter) {
        return ParameterView.of(parameter, call.caller().region());
    }

    private static ObjectNode one(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("Parameter", view(call, call.services().parameters().require(call.required("Name"))));
        return document;
    }

    private static ObjectNode several(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode found = document.putArray("Parameters");
        ArrayNode missing = document.putArray("InvalidParameters");
        for (String name : call.several("Names", name -> name)) {
            Optional<PublicParameter> parameter = call.services().parameters().find(name);
            parameter.ifPresentOrElse(each -> found.add(view(call, each)), () -> missing.add(name));
        }
        return document;
    }

    private static ObjectNode below(Call call) {
        List<PublicParameter> found = call.services().parameters().below(call.required("Path"), call.flag("Recursive"));
        Page<PublicParameter> page = Listing.pageOf(found, PublicParameter::name, call.required("Path") + call.flag("Recursive"), call.page());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Parameters");
        page.items().forEach(each -> list.add(view(call, each)));
        page.nextToken().ifPresent(token -> document.put("NextToken", token));
        return document;
    }
}
