package dev.migrate.badinput;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for broken changelogs: each command reports the error in one sentence, and
 * changes nothing.
 */
class BadChangelogTests {

	private static final String A = "20260101000000";

	private static final String B = "20260102000000";

	private static final String C = "20260103000000";

	private static final String D = "20260104000000";

	private static final String E = "20260105000000";

	private static final String VERSIONS = "db/changelog/versions/";

	private static final String XML = """
			<?xml version="1.0" encoding="UTF-8"?>
			<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
					xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
					xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog %s">
			%s
			</databaseChangeLog>
			""";

	private static final String XSD = "http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd";

	private static final Map<String, String> GOOD = Map.of("yaml", yaml(D, C, "d"), "xml", XML.formatted(XSD, """
			<changeSet id="20260104000000.1" author="ada">
			<sql>create table d (id integer)
			</sql>
			</changeSet>"""), "json", """
			{"databaseChangeLog": [
				{"changeSet": {"id": "20260104000000.1", "author": "ada", "changes": [
					{"sql": {"sql": "create table d (id integer)"}}]}}]}
			""", "sql", """
			--liquibase formatted sql
			--changeset ada:20260104000000.1
			create table d (id integer);
			""");

	private static final Map<String, String> COMMENT = Map.of("yaml", "# nothing\n", "xml", "<!-- nothing -->\n",
			"json", "// nothing\n", "sql", "-- nothing\n/* at all */\n");

	@TempDir
	private Path folder;

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void unparsableChangelogStopsEachCommand(String name, Consumer<ChangelogFolder> edit, String sentence) {
		try (BrokenShop shop = new BrokenShop(TestProduct.H2, this.folder)) {
			shop.upgraded(A, B).change(edit);
			assertThat(shop.outcomes()).containsOnlyKeys(BrokenShop.COMMANDS)
				.allSatisfy((command, outcome) -> assertFailed(outcome, sentence));
			assertThat(shop.traces()).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void largeUnparsableFileStopsUpgrade(String name, Consumer<ChangelogFolder> edit, String sentence) {
		try (BrokenShop shop = new BrokenShop(TestProduct.H2, this.folder)) {
			shop.upgraded(A, B).change(edit);
			assertFailed(shop.upgrade(), sentence);
			assertThat(shop.traces()).isEmpty();
		}
	}

	static List<Arguments> largeUnparsableFileStopsUpgrade() {
		List<Arguments> cases = new ArrayList<>();
		for (String format : GOOD.keySet().stream().sorted().toList()) {
			String file = VERSIONS + D + "_d." + format;
			cases.add(bytes("10 MB of noise in " + format, file, noise(10_000_000), file + " is not UTF-8 (line 1)"));
			if (!format.equals("sql")) {
				cases.add(text("10 MB of other text in " + format, file, "lorem ipsum dolor sit amet\n".repeat(400_000),
						file + " is no changelog: it does not begin with databaseChangeLog."));
			}
		}
		return cases;
	}

	private static void assertFailed(BrokenShop.Outcome outcome, String sentence) {
		assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(3);
		assertThat(outcome.text()).contains(sentence)
			.doesNotContain("Exception", "java.lang")
			.hasLineCount(1)
			.hasSizeLessThan(600)
			.endsWith(".");
	}

	static List<Arguments> unparsableChangelogStopsEachCommand() {
		List<Arguments> cases = new ArrayList<>();
		for (String format : GOOD.keySet().stream().sorted().toList()) {
			String file = VERSIONS + D + "_d." + format;
			String good = GOOD.get(format);
			int middle = good.indexOf('\n', good.length() / 2) + 1;
			long line = good.substring(0, middle).lines().count() + 1;
			String conflict = "<<<<<<< HEAD\n=======\n>>>>>>> other\n";
			cases.add(text("nothing in " + format, file, "", file + " is empty"));
			cases.add(text("blanks in " + format, file, "  \n\n \t\n",
					file + (format.equals("sql") ? " has no statement" : " is empty")));
			cases.add(text("a comment alone in " + format, file, COMMENT.get(format), file));
			cases.add(text("merge markers at the start of " + format, file, conflict + good,
					file + " has git merge markers (line 1); resolve the conflict."));
			cases.add(text("merge markers within " + format, file,
					good.substring(0, middle) + conflict + good.substring(middle),
					file + " has git merge markers (line " + line + "); resolve the conflict."));
			cases.add(bytes("Latin 1 in " + format, file,
					good.replaceFirst("ada", "ad\u00e9").getBytes(StandardCharsets.ISO_8859_1),
					file + " is not UTF-8 (line "));
			cases.add(bytes("noise in " + format, file, noise(10_000), file + " is not UTF-8 (line 1)"));
		}
		for (String format : List.of("json", "xml", "yaml")) {
			String file = VERSIONS + D + "_d." + format;
			String good = GOOD.get(format);
			cases.add(text("half a file of " + format, file, good.substring(0, good.length() - 14), file));
			cases.add(text("other text in " + format, file, "lorem ipsum dolor sit amet\n".repeat(400),
					file + " is no changelog: it does not begin with databaseChangeLog."));
		}
		cases.add(text("merge markers in the text of a statement", VERSIONS + D + "_d.xml", XML.formatted(XSD, """
				<changeSet id="1" author="ada"><sql><![CDATA[
				<<<<<<< HEAD
				create table d (id integer)
				=======
				create table d (id bigint)
				>>>>>>> other
				]]></sql></changeSet>"""), "has git merge markers (line 6)"));
		cases.addAll(parents());
		cases.addAll(names());
		cases.addAll(includes());
		cases.addAll(attacks());
		return cases;
	}

	private static List<Arguments> parents() {
		return List.of(
				edit("a circle", (files) -> revision(revision(files, D, E, "d"), E, D, "e"),
						"These revisions form a cycle: " + D + ", " + E),
				edit("a parent of itself", (files) -> revision(files, D, D, "d"), "form a cycle: " + D),
				edit("a parent that is not there", (files) -> revision(files, D, "20260103999999", "d"),
						"names 20260103999999 as its parent, but the changelog has no such revision"),
				edit("nonsense for a parent", (files) -> revision(files, D, ", ,;'%", "d"), "names ;'% as its parent"),
				edit("no parent", (files) -> revision(files, D, " ", "d"),
						"migrate.parent in " + VERSIONS + D + "_d.yaml is empty"),
				edit("a parent that comes later", (files) -> revision(revision(files, D, E, "d"), E, C, "e"),
						"Revision " + D + " builds on " + E),
				edit("a parent whose file is deleted", (files) -> files.delete(ChangelogFolder.version(B, "b")),
						"names " + B + " as its parent"));
	}

	private static List<Arguments> names() {
		String changeset = "  - changeSet";
		String twice = yaml(D, C, "d") + yaml(D, C, "e").substring(yaml(D, C, "e").indexOf(changeset));
		return List.of(
				edit("two files with one id", (files) -> files.write(VERSIONS + C + "_other.yaml", yaml(C, B, "other")),
						"Two revisions have the id " + C),
				text("two changesets with one name", VERSIONS + D + "_d.yaml", twice,
						"Two changesets in " + VERSIONS + D + "_d.yaml have the id " + D + ".1 and the author ada"),
				edit("two changesets with one name in two files",
						(files) -> files.write(VERSIONS + D + "_d.yaml", at("x.yaml", yaml(D, C, "d")))
							.write(VERSIONS + E + "_e.yaml", at("x.yaml", yaml(D, D, "e"))),
						"with the path x.yaml, in " + VERSIONS + D + "_d.yaml and in " + VERSIONS + E + "_e.yaml"),
				text("no id", VERSIONS + D + "_d.yaml", yaml(D, C, "d").replaceAll("id: \"\\d+\\.1\"", "comment: x"),
						"A changeset in " + VERSIONS + D + "_d.yaml has no id; add one."),
				text("no author", VERSIONS + D + "_d.yaml", yaml(D, C, "d").replace("author: ada", "comment: x"),
						"Changeset " + D + ".1 in " + VERSIONS + D + "_d.yaml has no author; add one."));
	}

	private static List<Arguments> includes() {
		String file = VERSIONS + D + "_d.yaml";
		String include = "databaseChangeLog:\n  - include: {file: %s, relativeToChangelogFile: true}\n";
		return List.of(
				text("an include of nothing", file, include.formatted("nowhere.yaml"),
						file + " names " + VERSIONS + "nowhere.yaml, which does not exist"),
				edit("an include of a directory",
						(files) -> files.write(file, include.formatted("folder.yaml"))
							.write(VERSIONS + "folder.yaml/readme.txt", "x"),
						"folder.yaml"),
				text("an include in a circle", file, include.formatted("../db.changelog-master.yaml"), "Circular"),
				edit("an include of no changelog",
						(files) -> files.write(file, include.formatted("notes.txt"))
							.write(VERSIONS + "notes.txt", "hello"),
						VERSIONS + "notes.txt (in " + file + ")"),
				text("an unknown change", file, yaml(D, C, "d").replace("createTable", "makeTable"),
						"Unknown change type 'makeTable'"),
				edit("a master that is something else",
						(files) -> files.write("db/changelog/db.changelog-master.yaml", "nothing: of\nthe: sort\n"),
						"db.changelog-master.yaml is no changelog"));
	}

	private static List<Arguments> attacks() {
		String yaml = VERSIONS + D + "_d.yaml";
		String xml = VERSIONS + D + "_d.xml";
		String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<databaseChangeLog";
		return List.of(
				text("an external entity", xml,
						XML.formatted(XSD, "<changeSet id=\"1\" author=\"ada\"><sql>&e;</sql></changeSet>")
							.replace("<databaseChangeLog", entity),
						"contains a DOCTYPE declaration"),
				text("a schema from the network", xml, XML.formatted("http://127.0.0.1:1/9.xsd", ""),
						"does not allow remote lookups"),
				text("a type of Java", yaml, "databaseChangeLog:\n  - !!java.net.URL [\"http://127.0.0.1:1/\"]\n",
						"Global tag is not allowed"),
				text("an alias of itself", yaml,
						"databaseChangeLog: &a\n  - changeSet: {id: 1, author: a, changes: *a}\n",
						yaml + " is nested too deeply, or refers to itself."),
				text("deep JSON", VERSIONS + D + "_d.json",
						"{\"databaseChangeLog\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}", "Nesting Depth"));
	}

	@ParameterizedTest
	@EssentialProducts
	void editOfAppliedRevisionStopsDependentCommands(TestProduct product) {
		try (BrokenShop shop = new BrokenShop(product, this.folder)) {
			shop.upgraded(A, B)
				.change((files) -> files.write(ChangelogFolder.version(B, "b"), yaml(B, A, "b").replace("author: ada",
						"author: ada\n      logicalFilePath: " + ChangelogFolder.version(B, "b"))));
			Map<String, BrokenShop.Outcome> outcomes = shop.outcomes();
			assertThat(outcomes).extractingByKeys("upgrade", "upgrade --dry-run", "check", "generate-changeset")
				.allSatisfy((outcome) -> {
					assertThat(outcome.exitCode()).isEqualTo(2);
					assertThat(outcome.text()).contains("Changeset " + B + ".1 in " + ChangelogFolder.version(B, "b"),
							"was edited after it had been applied; restore the text that was applied");
				});
			assertThat(outcomes.get("downgrade").exitCode()).isEqualTo(2);
			assertThat(outcomes.get("downgrade").text()).contains("its rollback may not match",
					"Nothing has been changed.");
			assertThat(outcomes.get("history").exitCode()).isZero();
			assertThat(shop.status().revisions()).extracting(RevisionView::state)
				.containsExactly(RevisionState.APPLIED, RevisionState.EDITED, RevisionState.PENDING);
			assertThat(shop.traces()).isEmpty();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void deletedFileOfAppliedRevisionStopsDependentCommands(TestProduct product) {
		try (BrokenShop shop = new BrokenShop(product, this.folder)) {
			shop.upgraded(A, B)
				.change((files) -> revision(
						files.delete(ChangelogFolder.version(B, "b")).delete(ChangelogFolder.version(C, "c")), D, A,
						"d"));
			Map<String, BrokenShop.Outcome> outcomes = shop.outcomes();
			assertThat(outcomes).extractingByKeys("upgrade", "upgrade --dry-run", "check", "generate-changeset")
				.allSatisfy((outcome) -> {
					assertThat(outcome.exitCode()).isEqualTo(2);
					assertThat(outcome.text()).contains("The file " + ChangelogFolder.version(B, "b")
							+ " is missing, and its changeset " + B + ".1 is applied; restore the file");
				});
			assertThat(outcomes.get("downgrade").exitCode()).isEqualTo(2);
			assertThat(outcomes.get("downgrade").text()).contains("is missing");
			assertThat(shop.status().revisions()).extracting(RevisionView::state)
				.containsExactly(RevisionState.APPLIED, RevisionState.PENDING, RevisionState.FILE_MISSING);
			assertThat(shop.traces()).isEmpty();
		}
	}

	@Test
	void olderJarWithNothingToRunIsAccepted() {
		try (BrokenShop shop = new BrokenShop(TestProduct.H2, this.folder)) {
			shop.upgraded(A, B)
				.change((files) -> files.delete(ChangelogFolder.version(B, "b"))
					.delete(ChangelogFolder.version(C, "c")));
			assertThat(shop.outcomes().get("upgrade").exitCode()).isZero();
			assertThat(shop.traces()).isEmpty();
		}
	}

	@Test
	void invalidChangeIsRejectedBeforeTheRun() {
		try (BrokenShop shop = new BrokenShop(TestProduct.H2, this.folder)) {
			shop.upgraded(A, B)
				.change((files) -> files.write(VERSIONS + D + "_d.yaml",
						yaml(D, C, "d").replace("tableName: d, ", "")));
			BrokenShop.Outcome upgrade = shop.outcomes().get("upgrade");
			assertThat(upgrade.exitCode()).isEqualTo(3);
			assertThat(upgrade.text()).contains("tableName is required", VERSIONS + D + "_d.yaml",
					"nothing has been run");
			assertThat(shop.traces()).isEmpty();
		}
	}

	@Test
	void invalidStatementIsTruncatedInMessage() {
		try (BrokenShop shop = new BrokenShop(TestProduct.H2, this.folder)) {
			shop.upgraded(A, B)
				.change((files) -> files.write(VERSIONS + D + "_d.sql", "lorem ipsum dolor sit amet\n".repeat(4_000)));
			BrokenShop.Outcome upgrade = shop.outcomes().get("upgrade");
			assertThat(upgrade.exitCode()).isEqualTo(3);
			assertThat(upgrade.text()).contains("lorem ipsum").hasSizeLessThan(1500);
		}
	}

	@Test
	@Tag("long")
	void fileOfTenMegabytesIsApplied() {
		StringBuilder text = new StringBuilder("databaseChangeLog:\n");
		for (int i = 1; text.length() < 10_000_000; i++) {
			text.append("  - changeSet:\n      id: \"" + D + "." + i + "\"\n      author: ada\n      changes:\n")
				.append("        - sql: {sql: \"insert into a (id) select " + i + " where '" + "x".repeat(100_000)
						+ "' is not null\"}\n");
		}
		try (BrokenShop shop = new BrokenShop(TestProduct.H2, this.folder)) {
			shop.upgraded(A, B).change((files) -> files.write(VERSIONS + D + "_d.yaml", text.toString()));
			BrokenShop.Outcome upgrade = shop.upgrade();
			assertThat(upgrade.exitCode()).as(upgrade.text()).isZero();
			assertThat(shop.status().current()).containsExactly(D);
		}
	}

	private static Arguments text(String name, String path, String text, String sentence) {
		return edit(name, (files) -> files.write(path, text), sentence);
	}

	private static Arguments bytes(String name, String path, byte[] content, String sentence) {
		return edit(name, (files) -> BrokenShop.write(files.root().resolve(path), content), sentence);
	}

	private static Arguments edit(String name, Consumer<ChangelogFolder> edit, String sentence) {
		return Arguments.of(name, edit, sentence);
	}

	private static byte[] noise(int size) {
		byte[] noise = new byte[size];
		new Random(1).nextBytes(noise);
		noise[0] = (byte) 0x80;
		return noise;
	}

	private static ChangelogFolder revision(ChangelogFolder files, String id, String parent, String table) {
		return files.write(VERSIONS + id + "_" + table + ".yaml", yaml(id, parent, table));
	}

	private static String at(String path, String text) {
		return text.replace("author: ada", "author: ada\n      logicalFilePath: " + path);
	}

	private static String yaml(String id, String parent, String table) {
		return """
				databaseChangeLog:
				  - property: {name: migrate.parent, value: "%s", global: false}
				  - changeSet:
				      id: "%s.1"
				      author: ada
				      changes:
				        - createTable: {tableName: %s, columns: [{column: {name: id, type: integer}}]}
				""".formatted(parent, id, table);
	}

}
