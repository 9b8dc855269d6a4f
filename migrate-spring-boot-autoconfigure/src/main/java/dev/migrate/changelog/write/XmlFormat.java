package dev.migrate.changelog.write;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;

/**
 * Renders a changelog as XML.
 */
final class XmlFormat {

	private static final String NAMESPACE = "http://www.liquibase.org/xml/ns/dbchangelog";

	private final XMLStreamWriter xml;

	private XmlFormat(XMLStreamWriter xml) {
		this.xml = xml;
	}

	static String write(ChangelogDocument document) {
		StringWriter text = new StringWriter();
		try {
			XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
			new XmlFormat(writer).document(document);
			writer.close();
		}
		catch (XMLStreamException ex) {
			throw new MigrationFailedException(ErrorCode.FORMAT_UNSUITABLE,
					"The changelog cannot be written as XML: " + ex.getMessage(), ex);
		}
		return text.append('\n').toString();
	}

	private void document(ChangelogDocument document) throws XMLStreamException {
		this.xml.writeStartDocument("UTF-8", "1.0");
		newLine(0);
		if (!document.message().isEmpty()) {
			comment(document.message());
		}
		for (String hint : document.hints()) {
			comment(hint);
		}
		this.xml.writeStartElement("databaseChangeLog");
		this.xml.writeDefaultNamespace(NAMESPACE);
		this.xml.writeNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
		this.xml.writeAttribute("xsi:schemaLocation",
				NAMESPACE + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd");
		for (Map.Entry<String, String> property : document.properties().entrySet()) {
			node(Node.of("property", "name", property.getKey(), "value", property.getValue(), "global", false), 1);
		}
		if (document.isForOneProduct()) {
			node(Node.of("preConditions", "onFail", "HALT", "onFailMessage", document.otherProduct())
				.withList("", List.of(document.productCondition())), 1);
		}
		for (ChangelogDocument.Entry entry : document.entries()) {
			entry(entry);
		}
		newLine(0);
		this.xml.writeEndElement();
		this.xml.writeEndDocument();
	}

	private void comment(String text) throws XMLStreamException {
		this.xml.writeComment(" " + text.replace("--", "- -") + " ");
		newLine(0);
	}

	private void entry(ChangelogDocument.Entry entry) throws XMLStreamException {
		newLine(1);
		this.xml.writeStartElement("changeSet");
		attribute("id", entry.id());
		attribute("author", entry.author());
		attribute("logicalFilePath", entry.path());
		if (!entry.created().isEmpty()) {
			attribute("created", entry.created());
		}
		if (!entry.inTransaction()) {
			attribute("runInTransaction", "false");
		}
		if (entry.guard().isPresent()) {
			node(new Node("preConditions", entry.guard().attributes(), null, "", entry.guard().conditions(), null), 2);
		}
		newLine(2);
		this.xml.writeStartElement("comment");
		text(entry.comment());
		this.xml.writeEndElement();
		nodes(entry.change(), 2);
		newLine(2);
		this.xml.writeStartElement("rollback");
		nodes(entry.rollback(), 3);
		newLine(2);
		this.xml.writeEndElement();
		newLine(1);
		this.xml.writeEndElement();
	}

	private void nodes(List<Node> nodes, int depth) throws XMLStreamException {
		for (Node node : nodes) {
			node(node, depth);
		}
	}

	private void node(Node node, int depth) throws XMLStreamException {
		newLine(depth);
		boolean empty = node.text() == null && node.list().isEmpty() && node.child() == null;
		if (empty) {
			this.xml.writeEmptyElement(node.name());
		}
		else {
			this.xml.writeStartElement(node.name());
		}
		for (Map.Entry<String, Object> attribute : node.attributes().entrySet()) {
			attribute(attribute.getKey(), String.valueOf(attribute.getValue()));
		}
		if (node.text() != null) {
			text(node.text());
		}
		else if (!empty) {
			nodes(node.list(), depth + 1);
			if (node.child() != null) {
				node(node.child(), depth + 1);
			}
			newLine(depth);
		}
		if (!empty) {
			this.xml.writeEndElement();
		}
	}

	private void attribute(String name, String value) throws XMLStreamException {
		this.xml.writeAttribute(name, checked(value));
	}

	private void text(String text) throws XMLStreamException {
		if (text.contains("<") || text.contains("&")) {
			this.xml.writeCData(checked(text).replace("]]>", "]]]]><![CDATA[>"));
		}
		else {
			this.xml.writeCharacters(checked(text));
		}
	}

	private void newLine(int depth) throws XMLStreamException {
		this.xml.writeCharacters("\n" + "    ".repeat(depth));
	}

	private static String checked(String text) {
		if (text.chars().anyMatch((character) -> character < 0x20 && character != '\n' && character != '\t')) {
			throw new MigrationFailedException(ErrorCode.FORMAT_UNSUITABLE,
					"XML cannot contain the control character in \"" + text.replaceAll("\\p{Cntrl}", "?")
							+ "\"; choose YAML.",
					null);
		}
		return text;
	}

}
