package dev.migrate.changelog.write;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * Renders a changelog as JSON.
 * <p>
 * An application need not have a JSON library, and a changelog only needs objects,
 * arrays, texts and booleans.
 */
final class JsonFormat {

	private final StringBuilder text = new StringBuilder();

	private JsonFormat() {
	}

	static String write(ChangelogDocument document) {
		JsonFormat json = new JsonFormat();
		json.value(document.toMap(), "\n");
		return json.text.append('\n').toString();
	}

	private void value(Object value, String newLine) {
		if (value instanceof Map<?, ?> map) {
			this.text.append('{');
			String inner = newLine + "  ";
			for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext();) {
				Map.Entry<?, ?> entry = entries.next();
				this.text.append(inner);
				this.text.append(JsonText.of(String.valueOf(entry.getKey())));
				this.text.append(": ");
				value(entry.getValue(), inner);
				this.text.append(entries.hasNext() ? "," : newLine);
			}
			this.text.append('}');
		}
		else if (value instanceof Collection<?> list) {
			this.text.append('[');
			String inner = newLine + "  ";
			for (Iterator<?> items = list.iterator(); items.hasNext();) {
				this.text.append(inner);
				value(items.next(), inner);
				this.text.append(items.hasNext() ? "," : newLine);
			}
			this.text.append(']');
		}
		else if (value instanceof Boolean) {
			this.text.append(value);
		}
		else {
			this.text.append(JsonText.of(String.valueOf(value)));
		}
	}

}
