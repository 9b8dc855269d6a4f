package dev.migrate.changelog.file;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The formats of a master changelog. An include is added to an existing file only if the
 * parsed result is the original content and the include.
 */
enum MasterChangelog {

	YAML {

		@Override
		String include(String location) {
			return """
					- includeAll:
					    path: %s/
					    relativeToChangelogFile: true
					    errorIfMissingOrEmpty: false
					""".formatted(location);
		}

		@Override
		String includeFile(String file) {
			return """
					- include:
					    file: %s
					    relativeToChangelogFile: true
					""".formatted(file);
		}

		@Override
		String text(List<String> locations) {
			return "databaseChangeLog:\n" + include(locations).indent(2);
		}

		@Override
		@Nullable String insert(String text, String include) {
			Matcher item = Pattern
				.compile("(?m)^databaseChangeLog:[ \\t]*(?:#.*)?\\R(?:[ \\t]*(?:#.*)?\\R)*([ \\t]*)- ")
				.matcher(text);
			int indent = item.find() ? item.group(1).length() : 2;
			return (text.endsWith("\n") ? text : text + "\n") + include.indent(indent);
		}

		@Override
		@Nullable List<?> items(String text) {
			return load(text);
		}

	},

	XML {

		@Override
		String include(String location) {
			return "<includeAll path=\"" + location
					+ "/\" relativeToChangelogFile=\"true\" errorIfMissingOrEmpty=\"false\"/>\n";
		}

		@Override
		String includeFile(String file) {
			return "<include file=\"" + file + "\" relativeToChangelogFile=\"true\"/>\n";
		}

		@Override
		String text(List<String> locations) {
			return """
					<?xml version="1.0" encoding="UTF-8"?>
					<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
					        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
					        xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
					"""
					+ include(locations).indent(4) + "</databaseChangeLog>\n";
		}

		@Override
		@Nullable String insert(String text, String include) {
			int end = text.lastIndexOf("</databaseChangeLog>");
			return (end < 0) ? null : text.substring(0, end) + include.indent(4) + text.substring(end);
		}

		@Override
		@Nullable List<?> items(String text) {
			try {
				DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
				factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
				factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
				Element root = factory.newDocumentBuilder()
					.parse(new InputSource(new StringReader(text)))
					.getDocumentElement();
				List<Object> items = new ArrayList<>();
				for (int i = 0; i < root.getChildNodes().getLength(); i++) {
					if (root.getChildNodes().item(i) instanceof Element element) {
						items.add(element.getTagName() + element.getAttribute("path") + element.getAttribute("file")
								+ element.getTextContent());
					}
				}
				return items;
			}
			catch (ParserConfigurationException | SAXException | IOException ex) {
				return null;
			}
		}

	},

	JSON {

		@Override
		String include(String location) {
			return """
					{
					  "includeAll": {
					    "path": "%s/",
					    "relativeToChangelogFile": true,
					    "errorIfMissingOrEmpty": false
					  }
					}
					""".formatted(location);
		}

		@Override
		String includeFile(String file) {
			return """
					{
					  "include": {
					    "file": "%s",
					    "relativeToChangelogFile": true
					  }
					}
					""".formatted(file);
		}

		@Override
		String text(List<String> locations) {
			String includes = include(locations).replace("}\n{", "},\n{");
			return "{\n  \"databaseChangeLog\": [\n" + includes.indent(4) + "  ]\n}\n";
		}

		@Override
		@Nullable String insert(String text, String include) {
			int end = text.lastIndexOf(']');
			if (end < 0) {
				return null;
			}
			String before = text.substring(0, end).stripTrailing();
			return before + (before.endsWith("[") ? "\n" : ",\n") + include.indent(4) + "  " + text.substring(end);
		}

		@Override
		@Nullable List<?> items(String text) {
			return load(text);
		}

	},

	/**
	 * Formatted SQL, which does not support includes.
	 */
	SQL {

		@Override
		boolean canInclude() {
			return false;
		}

		@Override
		String include(String location) {
			throw new IllegalStateException("Formatted SQL has no include");
		}

		@Override
		String includeFile(String file) {
			throw new IllegalStateException("Formatted SQL has no include");
		}

		@Override
		String text(List<String> locations) {
			throw new IllegalStateException("Formatted SQL has no include");
		}

		@Override
		String instruction(Path master, List<String> locations) {
			return """
					Formatted SQL cannot include other files. Create a master in YAML that includes this one and %s:
					databaseChangeLog:
					  - include:
					      file: %s
					      relativeToChangelogFile: true
					""".formatted(
					locations.stream().map((location) -> location + "/").collect(Collectors.joining(" and ")),
					master.getFileName()) + YAML.include(locations).indent(2)
					+ "and set the property spring.liquibase.change-log to it.\n";
		}

		@Override
		@Nullable String insert(String text, String include) {
			return null;
		}

		@Override
		@Nullable List<?> items(String text) {
			return null;
		}

	};

	private static final String INCLUDE = "(?s)includeAll.{0,200}?[\"'\\s]((?:[^\"'\\s]*/)?%s)/?[\"'\\s]";

	static MasterChangelog of(Path file) {
		String name = String.valueOf(file.getFileName());
		return ChangelogFormat.of(name)
			.map((format) -> valueOf(format.name()))
			.orElseThrow(() -> new MigrationFailedException(ErrorCode.FORMAT_UNSUPPORTED,
					"The changelog " + file + " has an unsupported extension; use .yaml, .xml, .json or .sql.", null));
	}

	/**
	 * Return whether this format supports includes.
	 * @return {@code false} for formatted SQL
	 */
	boolean canInclude() {
		return true;
	}

	/**
	 * Return whether a master includes a location.
	 * @param text the text of the master
	 * @param location the location
	 * @param all all locations
	 * @return {@code true} if it does
	 */
	boolean includes(String text, String location, List<String> all) {
		return Pattern.compile(INCLUDE.formatted(Pattern.quote(location)))
			.matcher(text)
			.results()
			.anyMatch((found) -> found.group(1).equals(location) || !all.contains(found.group(1)));
	}

	/**
	 * Add includes of locations to a master.
	 * @param text the text of the master
	 * @param missing the locations that it does not include
	 * @param all all locations
	 * @return the text with the includes and otherwise unchanged bytes; {@code null} if
	 * that cannot be guaranteed
	 */
	@Nullable String withIncludes(String text, List<String> missing, List<String> all) {
		String after = with(text, missing.stream().map(this::include).toList());
		return (after != null && missing.stream().allMatch((location) -> includes(after, location, all))) ? after
				: null;
	}

	/**
	 * Add an include of a file to a master.
	 * @param text the text of the master
	 * @param file the file, relative to the master
	 * @return the text with the include and otherwise unchanged bytes; {@code null} if
	 * that cannot be guaranteed
	 */
	@Nullable String withFile(String text, String file) {
		return with(text, List.of(includeFile(file)));
	}

	private @Nullable String with(String text, List<String> includes) {
		String lines = text.replace("\r\n", "\n");
		boolean windows = lines.length() < text.length();
		for (String include : includes) {
			String after = insert(lines, include);
			List<?> itemsBefore = items(lines);
			List<?> itemsAfter = (after != null) ? items(after) : null;
			if (after == null || itemsBefore == null || itemsAfter == null
					|| itemsAfter.size() != itemsBefore.size() + 1
					|| !itemsAfter.subList(0, itemsBefore.size()).equals(itemsBefore)) {
				return null;
			}
			lines = after;
		}
		return windows ? lines.replace("\n", "\r\n") : lines;
	}

	/**
	 * Return what a user has to add.
	 * @param master the master changelog
	 * @param locations the locations that it does not include
	 * @return the lines
	 */
	String instruction(Path master, List<String> locations) {
		return include(locations);
	}

	String include(List<String> locations) {
		return locations.stream().map(this::include).collect(Collectors.joining());
	}

	abstract String include(String location);

	abstract String includeFile(String file);

	abstract String text(List<String> locations);

	abstract @Nullable String insert(String text, String include);

	abstract @Nullable List<?> items(String text);

	private static @Nullable List<?> load(String text) {
		try {
			Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
			if (!(tree instanceof Map<?, ?> map) || !map.containsKey("databaseChangeLog")) {
				return null;
			}
			Object items = map.get("databaseChangeLog");
			if (items == null) {
				return List.of();
			}
			return (items instanceof List<?> list) ? list : null;
		}
		catch (YAMLException ex) {
			return null;
		}
	}

}
