package dev.migrate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.shop.ShopApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands that write revisions, as a user enters them.
 */
class WritingEndToEndTests {

	private static final String A = "20260101000000";

	private static final String B = "20260102000000";

	private static final String C = "20260103000000";

	@TempDir
	private Path folder;

	private Shop shop;

	@BeforeEach
	void setUp() {
		// No server listens there, so every access to the database fails.
		this.shop = Shop.of(PlainApplication.class, this.folder, "spring.datasource.url=jdbc:h2:tcp://localhost:1/none",
				"spring.datasource.hikari.connection-timeout=250",
				"spring.datasource.hikari.initialization-fail-timeout=0", "migrate.author=ann");
		done(this.shop.migrate("init"));
	}

	@Test
	void emptyRevisionIsWrittenWithoutDatabase() throws IOException {
		assertThat(done(this.shop.migrate("revision", "-m", "Copy prices"))).contains("Wrote ", "_copy_prices.yaml");
		Path file = this.shop.versions().get(0);
		String id = file.getFileName().toString().substring(0, 14);
		assertThat(file).content()
			.startsWith("# Copy prices\n# Edit this file before it is applied: ")
			.contains("name: migrate.parent", "value: base", "id: '" + id + ".1'", "author: ann",
					"logicalFilePath: db/versions/" + file.getFileName(), "- empty: {}", id + ".2");
		assertThat(done(this.shop.migrate("history"))).isEqualTo("base -> " + id + " (head), Copy prices\n");
		done(this.shop.migrate("revision", "-m", "second", "--format", "xml"));
		assertThat(Files.readString(this.shop.versions().get(1))).contains("value=\"" + id + "\"", "<empty/>");
		assertThat(done(this.shop.migrate("revision", "-m", "third", "--format", "sql")))
			.contains("formatted SQL does not allow", "_third.yaml");
		assertThat(done(this.shop.migrate("history"))).hasLineCount(3);
	}

	@Test
	void headIsRequiredWithSeveralHeads() {
		this.shop.revision(A, "base", "a").revision(B, A, "b").revision(C, A, "c");
		assertRejected(this.shop.migrate("revision", "-m", "x"), 2, "The changelog has 2 heads: " + B + ", " + C
				+ ". No table is touched by several branches. Specify the one to build on with --head, or run merge"
				+ " first.");
		assertRejected(this.shop.migrate("revision", "-m", "x", "--head", A), 2,
				"Revision " + A + " is not a head: " + B + ", " + C + " build on it. Add --splice to start a new"
						+ " branch there, or specify a head: " + B + ", " + C + ".");
		assertRejected(this.shop.migrate("revision", "-m", "x", "--head", "nowhere"), 2, "nowhere");
		assertRejected(this.shop.migrate("revision", "-m", "x", "--head", B, "--head", B), 2,
				B + " is specified twice");
		assertRejected(this.shop.migrate("revision", "-m", "x", "--head", B, "--head", "base"), 2,
				"names both base and " + B);
		assertRejected(this.shop.migrate("revision", "-m", "x", "--head", "current"), 3, "cannot be reached");
		assertThat(this.shop.versions()).hasSize(3);
		assertThat(parents(this.shop.migrate("revision", "-m", "x", "--head", B))).isEqualTo(List.of(B));
		assertThat(parents(this.shop.migrate("revision", "-m", "x", "--head", A, "--splice"))).isEqualTo(List.of(A));
		assertThat(parents(this.shop.migrate("revision", "-m", "x", "--head", "base"))).isEqualTo(List.of());
		assertThat(this.shop.versions()).hasSize(6);
	}

	@Test
	void revisionHasIdLabelsAndDependencies() {
		this.shop.revision(A, "base", "a");
		done(this.shop.migrate("revision", "-m", "reports", "--head", "base", "--rev-id", "r1", "--branch-label",
				"reports", "--depends-on", "create_a"));
		assertThat(this.shop.versions().get(1)).content()
			.contains("name: migrate.depends-on", A, "name: migrate.branch-labels", "value: reports",
					"name: migrate.revision", "value: r1", "id: r1.1");
		assertThat(done(this.shop.migrate("history"))).contains("base -> r1", "(head)");
		assertThat(this.shop.migrate("revision", "-m", "more", "--head", "reports@head", "--rev-id", "r2", "--dry-run")
			.out()).contains("value: r1");
		assertOptionRejected("--rev-id", "a b", "The revision id 'a b' contains a blank");
		for (String unfit : List.of("a@b", "a-b", "a+b", "a:b", "a,b")) {
			assertOptionRejected("--rev-id", unfit,
					"The revision id '" + unfit + "' contains '" + unfit.charAt(1) + "'");
		}
		assertOptionRejected("--rev-id", "head", "'head' is reserved");
		assertOptionRejected("--rev-id", "r1", "There is a revision r1 already");
		assertOptionRejected("--rev-id", "r1.1", "Revision r1 has a changeset r1.1 already");
		assertOptionRejected("--rev-id", "reports", "Revision r1 names its branch reports");
		assertOptionRejected("--branch-label", "reports", "The branch label reports is in use: revision r1 has it");
		assertOptionRejected("--branch-label", "r1", "The branch label r1 is the id of a revision");
		assertOptionRejected("--branch-label", "base", "'base' is reserved");
		assertOptionRejected("--depends-on", "base", "'base' refers to no revision");
		assertThat(this.shop.versions()).hasSize(2);
	}

	@Test
	void branchesAreMergedAndSharedTablesAreReported() {
		this.shop.revision(A, "base", "product");
		column(B, "price");
		column(C, "weight");
		String touched = "Several branches touch table product: " + B + ", " + C + ".";
		assertRejected(this.shop.migrate("revision", "-m", "x"), 2, touched + " Specify the one");
		assertRejected(this.shop.migrate("merge", B), 2, "There is nothing to merge", "names one, " + B);
		assertRejected(this.shop.migrate("merge", A, B, "--splice"), 2,
				"Revision " + B + " builds on " + A + " already");
		assertRejected(this.shop.migrate("merge", A, C), 2, "builds on " + A + " already");
		assertThat(done(this.shop.migrate("merge"))).startsWith(touched + "\nWrote ")
			.contains("_merge_20260102000000_and_20260103000000.yaml");
		assertThat(done(this.shop.migrate("history"))).startsWith(B + ", " + C + " -> ");
		assertRejected(this.shop.migrate("merge"), 2, "There is nothing to merge: the changelog has one head, ");
	}

	@Test
	void checkReportsTablesSharedByHeadsUntilMerge() {
		this.shop = Shop.of(ShopApplication.class, this.folder,
				"spring.datasource.url=jdbc:h2:file:" + this.folder.resolve("shop"), "spring.datasource.username=sa");
		done(this.shop.migrate("generate-changeset", "-m", "create product"));
		done(this.shop.migrate("upgrade"));
		String first = this.shop.versions().get(0).getFileName().toString().substring(0, 14);
		column("29990101000000", first, "price_2");
		column("29990102000000", first, "weight_2");
		done(this.shop.migrate("upgrade", "heads"));
		CommandResult check = this.shop.migrate("check");
		assertThat(check.exitCode()).isEqualTo(1);
		assertThat(check.out()).contains("Several heads: 29990101000000, 29990102000000. Run merge.\n"
				+ "Several branches touch table product: 29990101000000, 29990102000000.\n");
		assertRejected(this.shop.migrate("generate-changeset", "-m", "x"), 2, "Several branches touch table product",
				"--head");
		assertThat(done(this.shop.migrate("generate-changeset", "-m", "x", "--head", "29990101000000")))
			.contains("No changes detected.");
		done(this.shop.migrate("merge", "-m", "together"));
		assertThat(this.shop.versions().get(3).getFileName()).hasToString("29990102000001_together.yaml");
		assertThat(this.shop.migrate("check").out()).startsWith("Pending: 29990102000001");
		assertThat(done(this.shop.migrate("upgrade"))).contains("together");
		assertThat(done(this.shop.migrate("check"))).contains("agree");
		assertThat(done(this.shop.migrate("downgrade"))).contains("Running downgrade 29990102000001");
	}

	@Test
	void revisionsAreWrittenToLocationOfParent() {
		Shop two = with("migrate.version-locations=versions,billing/versions");
		assertThat(done(two.migrate("init"))).startsWith("Changed ");
		assertRejected(two.migrate("revision", "-m", "x"), 2,
				"There are several version locations: versions, billing/versions; specify the one of the new revision");
		assertRejected(two.migrate("revision", "-m", "x", "--version-path", "other"), 2,
				"'other' is no version location; the locations are versions, billing/versions.");
		done(two.migrate("revision", "-m", "invoice", "--version-path", "billing/versions", "--rev-id", "b1"));
		done(two.migrate("revision", "-m", "line", "--rev-id", "b2"));
		assertThat(this.folder.resolve("db/billing/versions")).isDirectoryContaining("regex:.*_line\\.yaml");
		assertRejected(
				two.migrate("revision", "-m", "late", "--version-path", this.folder.resolve("db/versions") + "/"), 2,
				"A revision in versions would run before b2, which it builds on",
				"use --version-path billing/versions.");
		done(two.migrate("revision", "-m", "a", "--head", "base", "--version-path", "versions", "--rev-id", "a1"));
		assertThat(done(two.migrate("history"))).hasLineCount(3);
		assertRejected(two.migrate("merge"), 2, "There are several version locations");
		done(two.migrate("merge", "--version-path", "billing/versions"));
		this.shop.write("db/other/20260101000000_x.yaml",
				"databaseChangeLog:\n  - changeSet: {id: x, author: x, changes: [{empty: {}}]}\n");
		assertRejected(with("migrate.version-locations=versions,billing/versions,other").migrate("revision", "-m", "x",
				"--version-path", "versions"), 2, "has 20260101000000_x.yaml", "run init");
		assertRejected(with("migrate.version-locations=../x").migrate("revision", "-m", "x"), 2,
				"migrate.version-locations has '../x'");
	}

	@Test
	void fileNamesFollowTemplate() {
		Shop named = with("migrate.file-template={year}_{rev}_{slug}", "migrate.slug-length=4");
		assertThat(done(named.migrate("revision", "-m", "Copy prices", "--rev-id", "r1")))
			.containsPattern("\\d{14}_\\d{4}_r1_copy\\.yaml");
		assertThat(done(named.migrate("history"))).contains("base -> r1");
		assertRejected(with("migrate.file-template={year}/{slug}").migrate("revision", "-m", "x"), 2,
				"must not contain directories");
		assertRejected(with("migrate.time-zone=Mars").migrate("revision", "-m", "x"), 2, "Mars", "migrate.time-zone");
	}

	@Test
	void hooksRunAfterFileIsWritten() throws IOException {
		Path tool = this.folder.resolve("tool.sh");
		Files.writeString(tool, "#!/bin/sh\necho \"formatted $1\" \"$PWD\"\nexit $2\n");
		tool.toFile().setExecutable(true);
		String hook = "migrate.hooks[0].command=" + tool + ",{file},";
		CommandResult result = with("migrate.hooks[0].name=format", "migrate.hooks[0].directory=" + this.folder,
				hook + "0")
			.migrate("revision", "-m", "x");
		assertThat(result.exitCode()).isZero();
		Path file = this.shop.versions().get(0);
		assertThat(result.err())
			.isEqualTo("Running hook 'format' … done\n  formatted " + file + " " + this.folder.toRealPath() + "\n");
		result = with("migrate.hooks[0].name=format", hook + "7").migrate("revision", "-m", "y");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).contains("Running hook 'format' … failed", "The hook 'format' ended with exit code 7."
				+ " The file " + this.shop.versions().get(1) + " is written");
		result = with("migrate.hooks[0].name=x", "migrate.hooks[0].command=no-such-program").migrate("revision", "-m",
				"z");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).contains("no-such-program was not found or is not executable");
		assertRejected(with("migrate.hooks[0].name=x").migrate("revision", "-m", "z"), 2, "has no program to run");
		assertRejected(with("migrate.hooks[0].command=x").migrate("revision", "-m", "z"), 2, "A hook has no name");
		assertRejected(
				with("migrate.hooks[0].name=x", "migrate.hooks[0].command=x", "migrate.hooks[0].directory=/none/such")
					.migrate("revision", "-m", "z"),
				2, "which does not exist");
		assertThat(this.shop.versions()).hasSize(3);
	}

	@Test
	void changelogIsCreatedFromTemplate() throws IOException {
		assertRejected(this.shop.migrate("init", "--template", "xml"), 2, "There is a master changelog already: ");
		assertRejected(this.shop.migrate("init", "--template", "toml-ish"), 2,
				"There is no template 'toml-ish': the templates are yaml, xml, json, sql, or specify a directory");
		Files.delete(this.shop.master());
		Path xml = this.folder.resolve("db/db.changelog-master.xml");
		assertThat(done(this.shop.migrate("init", "--template", "xml", "--dry-run"))).startsWith("Would write " + xml);
		assertThat(xml).doesNotExist();
		assertThat(done(this.shop.migrate("init", "--template", "xml"))).contains("Wrote " + xml,
				"Set spring.liquibase.change-log=file:" + xml + " in", "Set migrate.format=xml in");
		assertThat(xml).content().contains("<includeAll path=\"versions/\"");
		assertThat(done(this.shop.migrate("init", "--template", "sql"))).contains("Wrote " + this.shop.master(),
				"Set migrate.format=sql in");
		assertThat(done(this.shop.migrate("list-templates"))).contains("sql   A master in YAML");
	}

	@Test
	void directoryIsUsableAsTemplate() throws IOException {
		Path template = Files.createDirectories(this.folder.resolve("template/common"));
		assertRejected(this.shop.migrate("init", "--template", template.toString()), 2,
				"has no master changelog; add db.changelog-master.yaml");
		Files.writeString(template.resolve("roles.sql"), "--liquibase formatted sql\n--changeset a:roles\nselect 1;\n");
		Files.writeString(template.resolveSibling("db.changelog-master.yaml"), """
				databaseChangeLog:
				  - include: {file: common/roles.sql, relativeToChangelogFile: true}
				""");
		String directory = template.getParent().toString();
		assertThat(done(this.shop.migrate("init", "-t", directory, "--dry-run"))).isEqualTo(
				"Would write " + this.folder.resolve("db/common/roles.sql") + "\nKept " + this.shop.master() + "\n");
		Files.delete(this.shop.master());
		assertThat(done(this.shop.migrate("init", "-t", directory))).contains("Wrote " + this.shop.master());
		assertThat(this.shop.master()).content().contains("common/roles.sql", "path: versions/");
		assertThat(done(this.shop.migrate("history"))).contains("base -> roles");
		done(this.shop.migrate("revision", "-m", "x"));
		assertThat(done(this.shop.migrate("history"))).hasLineCount(2);
	}

	@Test
	void fileWithoutChangesetIsReported() {
		this.shop.revision(A, "base", "a");
		this.shop.write("db/versions/20260102000000_x.yaml", "# changeset to come\ndatabaseChangeLog: []\n");
		for (List<String> command : List.of(List.of("history"), List.of("revision", "-m", "x"))) {
			assertRejected(this.shop.migrate(command.toArray(String[]::new)), 3,
					"20260102000000_x.yaml has no changeset, so the history cannot record it: add one");
		}
		this.shop.write("db/other.yaml", "databaseChangeLog: []\n");
		this.shop.write("db/versions/20260102000000_x.yaml",
				"databaseChangeLog:\n  - include: {file: ../other.yaml, relativeToChangelogFile: true}\n");
		done(this.shop.migrate("history"));
	}

	private void assertOptionRejected(String option, String value, String... fragments) {
		assertRejected(this.shop.migrate("revision", "-m", "x", "--head", "base", option, value), 2, fragments);
	}

	private Shop with(String... properties) {
		return new Shop(this.shop.application(), this.folder, null,
				Stream.concat(this.shop.properties().stream(), Stream.of(properties)).toList());
	}

	private void column(String id, String column) {
		column(id, A, column);
	}

	private void column(String id, String parent, String column) {
		this.shop.write("db/versions/" + id + "_add_" + column + ".yaml", """
				databaseChangeLog:
				  - property: {name: migrate.parent, value: "%2$s", global: false}
				  - changeSet:
				      id: "%1$s.1"
				      author: bob
				      logicalFilePath: db/versions/%1$s_add_%3$s.yaml
				      changes:
				        - addColumn: {tableName: product, columns: [{column: {name: %3$s, type: bigint}}]}
				""".formatted(id, parent, column));
	}

	private List<String> parents(CommandResult result) {
		String file = done(result).lines().reduce((first, last) -> last).orElseThrow().substring("Wrote ".length());
		try {
			String text = Files.readString(Path.of(file));
			String value = text.replaceAll("(?s).*?name: migrate.parent\\s+value: '?([0-9a-z,]+)'?.*", "$1");
			return value.equals("base") ? List.of() : List.of(value.split(","));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(result.err()).isEmpty();
		return result.out();
	}

	private static void assertRejected(CommandResult result, int exitCode, String... fragments) {
		assertThat(result.err()).startsWith("Error [").contains(fragments).hasLineCount(1);
		assertThat(result.exitCode()).isEqualTo(exitCode);
		assertThat(result.out()).isEmpty();
	}

}
