package dev.migrate.changelog.write;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Renders a changelog as YAML in the style of a handwritten file.
 */
final class YamlFormat {

	private YamlFormat() {
	}

	static String write(ChangelogDocument document) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setIndent(2);
		options.setIndicatorIndent(2);
		options.setIndentWithIndicator(true);
		options.setSplitLines(false);
		options.setWidth(Integer.MAX_VALUE);
		options.setLineBreak(DumperOptions.LineBreak.UNIX);
		StringBuilder header = new StringBuilder();
		if (!document.message().isEmpty()) {
			header.append("# ").append(document.message()).append('\n');
		}
		document.hints().forEach((hint) -> header.append("# ").append(hint).append('\n'));
		return header + new Yaml(new LiteralRepresenter(options), options).dump(document.toMap());
	}

	/**
	 * Preserves the line breaks of a text.
	 */
	private static final class LiteralRepresenter extends Representer {

		LiteralRepresenter(DumperOptions options) {
			super(options);
			this.representers.put(String.class, (data) -> {
				String text = (String) data;
				return representScalar(Tag.STR, text, style(text));
			});
		}

		private static DumperOptions.ScalarStyle style(String text) {
			if (Placeholder.isPlaceholder(text)) {
				return DumperOptions.ScalarStyle.DOUBLE_QUOTED;
			}
			return text.contains("\n") ? DumperOptions.ScalarStyle.LITERAL : DumperOptions.ScalarStyle.PLAIN;
		}

	}

}
