package dev.migrate.badinput;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import dev.migrate.badinput.BadInput.Outcome;

/**
 * Generates bad inputs, each kind equally often.
 */
final class BadInputs {

	private static final String VERSIONS = Sandbox.VERSIONS;

	private static final String NEW = VERSIONS + "20260103000000_new";

	private static final List<String> HOSTILE = List.of("\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "\r\nError",
			"a\u202eb", "a\u0000b", "'; drop table precious; --", "\"; drop table \"PRECIOUS\"; --",
			"<script>alert(1)</script>", "${jndi:ldap://127.0.0.1:1/x}", "#{T(java.lang.Runtime)}", "%s%n%d",
			"$(touch owned)", "`touch owned`", "../../../owned", "..\\..\\owned", "/tmp/owned-by-migrate",
			"file:///etc/passwd", "CON", "aux.yaml", "nul", "x".repeat(10_000), "\ud83d\ude80\ud83d\ude80",
			"\u0645\u0631\u062d\u0628\u0627", "\ud800", " ", "", ".", "..", "-", "--", "@/etc/passwd", "*", "?", "[",
			"\\", "a\nb", "a\tb", "--> <x/>", "*/ drop table precious; /*", "\n--changeset x:1\ndrop table precious",
			"\"\n  - changeSet: {id: 1}", "\u2028x", "\u0085x", "null", "~", "true");

	private static final List<String> REFERENCES = List.of("+999999999999", "-999999999999", "+99999999999999999999999",
			"-0", "+0", "+", "-", "a:b:c", ":::", "::", "head:base:head", "head-99", "head+1", "base-1", "2026*",
			"20260101000000+9", "20260101000000-9", "@head", "head@base", "x@head", "1 or 1=1", "' or ''='", "heads-1",
			"base:head", "0x10", "1e9", "-1.5", "−1", "+１", "head head", "HEAD~1", "HEAD^");

	private static final List<String> READING = List.of("status", "history", "current", "heads", "branches", "check",
			"doctor", "upgrade --dry-run", "upgrade");

	private static final String XML = """
			<?xml version="1.0" encoding="UTF-8"?>
			<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
			    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
			    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
			  <property name="migrate.parent" value="20260102000000" global="false"/>
			  <changeSet id="20260103000000.1" author="ada"><sql>select 1</sql></changeSet>
			</databaseChangeLog>
			""";

	private static final String JSON = """
			{"databaseChangeLog": [
			  {"property": {"name": "migrate.parent", "value": "20260102000000", "global": false}},
			  {"changeSet": {"id": "20260103000000.1", "author": "ada", "changes": [{"sql": {"sql": "select 1"}}]}}
			]}
			""";

	private final Random random;

	private final List<Supplier<BadInput>> kinds = List.of(this::truncated, this::wrongType, this::unknownChange,
			this::expression, this::graph, this::noise, this::marked, this::hostileName, this::entity, this::tag,
			this::include, this::otherFormat, this::message, this::template, this::identifier, this::reference,
			this::range, this::option, this::duration, this::setting, this::directory, this::location, this::hook,
			this::url, this::pattern);

	BadInputs(long seed) {
		this.random = new Random(seed);
	}

	List<BadInput> generate(int number) {
		List<BadInput> inputs = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			inputs.add(this.kinds.get(i % this.kinds.size()).get());
		}
		return inputs;
	}

	private <T> T any(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	private String[] reading() {
		return any(READING).split(" ");
	}

	private String hostile() {
		return any(HOSTILE);
	}

	private BadInput truncated() {
		String text = any(List.of(yaml("20260103000000", "20260102000000"), XML, JSON));
		String extension = text.equals(XML) ? ".xml" : text.equals(JSON) ? ".json" : ".yaml";
		return BadInput.ofFile("a file that is cut off", NEW + extension,
				text.substring(0, this.random.nextInt(text.length())), reading());
	}

	private BadInput wrongType() {
		String text = yaml("20260103000000", "20260102000000");
		List<String> nodes = List.of("\"20260103000000.1\"", "ada", "c", "integer", "\"20260102000000\"", "false", "id",
				"createTable", "changes", "columns", "databaseChangeLog", "migrate.parent");
		String value = any(List.of("[]", "{}", "null", "1", "-1e400", "[[[]]]", "{a: {b: c}}", "!!binary aGk=",
				"2026-01-01", "yes", "\"\"", "[1, {a: []}]", "&a [*a]", "? x", "|", "|-9\n x", "'", "@x", "`"));
		return BadInput.ofFile("a value of a wrong type", NEW + ".yaml", text.replace(any(nodes), value), reading());
	}

	private BadInput unknownChange() {
		String name = any(List.of("makeTable", "sql2", "", "123", "createTable ", "CREATETABLE", "customChange",
				"loadData", "output", "executeCommand", "tagDatabase", "empty", "createProcedure", "sqlFile"));
		String value = any(List.of("{}", "[]", "x", "{class: java.lang.Runtime}", "{file: ../../../../etc/passwd}",
				"{path: ../../../../../etc/passwd}", "{path: /etc/passwd, tableName: x}",
				"{executable: no-such-program}", "{tag: \"'; drop table precious\"}"));
		return BadInput.ofFile("a change that cannot be run", NEW + ".yaml",
				changeset("20260102000000", "\"" + name + "\": " + value), reading());
	}

	private BadInput expression() {
		String expression = any(
				List.of("(", ")", "and", "a and", "not", "!", "a b", "()", "((a)", "a or or b", "\"", "@a", "a,,b"));
		if (this.random.nextBoolean()) {
			return BadInput.ofArguments("an expression", Outcome.ANY, any(READING).split(" ")[0],
					"--spring.liquibase.label-filter=" + expression);
		}
		return BadInput.ofFile("an expression", NEW + ".yaml",
				yaml("20260103000000", "20260102000000").replace("author: ada",
						"author: ada\n      " + any(List.of("context", "contextFilter", "labels", "dbms")) + ": '"
								+ expression.replace("'", "''") + "'"),
				reading());
	}

	private BadInput graph() {
		String parent = any(List.of("20260103000000", "20990101000000", "base,20260101000000", "x", "",
				"20260102000000,20260102000000", "20260101000000", "..", "head"));
		String id = any(List.of("20260103000000", "20260101000000", "20260102000000"));
		return new BadInput("a graph that is none",
				Map.of(VERSIONS + id + "_x.yaml", yaml(id, parent).getBytes(Sandbox.UTF_8),
						VERSIONS + "20260104000000_y.yaml",
						yaml("20260104000000", any(List.of(id, parent, "20260104000000"))).getBytes(Sandbox.UTF_8)),
				List.of(reading()), Outcome.ANY);
	}

	private BadInput noise() {
		byte[] noise = new byte[this.random.nextInt(2000)];
		this.random.nextBytes(noise);
		return BadInput.ofFile("noise", NEW + any(List.of(".yaml", ".xml", ".json", ".sql", ".txt", "")), noise,
				reading());
	}

	private BadInput marked() {
		String text = any(List.of("\ufeff", "\ufffe", "\u0000", "\u001b[2J", "---\n---\n", "%YAML 9.9\n---\n", "\t",
				"\ufeff\ufeff")) + yaml("20260103000000", "20260102000000");
		return new BadInput("a mark at the beginning",
				Map.of(NEW + ".yaml",
						text.getBytes(
								any(List.of(Sandbox.UTF_8, StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)))),
				List.of(reading()), Outcome.ANY);
	}

	private BadInput hostileName() {
		String name = hostile().replace("\\", "\\\\")
			.replace("\"", "\\\"")
			.replace("\n", "\\n")
			.replace("\r", "\\r")
			.replace("\u001b", "\\e")
			.replace("\u0000", "\\0")
			.replace("\u0007", "\\a");
		String text = yaml("20260103000000", "20260102000000");
		String place = any(List.of("\"20260103000000.1\"", "ada", "tableName: c", "integer"));
		String quoted = place.startsWith("tableName") ? "tableName: \"" + name + "\"" : "\"" + name + "\"";
		return BadInput.ofFile("a hostile name", NEW + ".yaml",
				"# " + hostile().replaceAll("[\\n\\r]", " ") + "\n" + text.replace(place, quoted),
				any(List.of("status", "history", "show 20260103000000", "doctor", "upgrade --dry-run", "check"))
					.split(" "));
	}

	private BadInput entity() {
		String entity = any(List.of("<!ENTITY e SYSTEM \"file:///etc/passwd\">",
				"<!ENTITY e SYSTEM \"http://127.0.0.1:1/\">", "<!ENTITY % e SYSTEM \"file:///etc/passwd\"> %e;",
				"<!ENTITY a \"x\"><!ENTITY e \"" + "&a;".repeat(1000) + "\">"));
		return BadInput.ofFile("an entity", NEW + ".xml",
				XML.replace("<databaseChangeLog", "<!DOCTYPE x [" + entity + "]>\n<databaseChangeLog")
					.replace("select 1", "&e;"),
				reading());
	}

	private BadInput tag() {
		return BadInput.ofFile("a tag or an anchor", NEW + ".yaml", any(List.of(
				"!!java.net.URL [\"http://127.0.0.1:1/\"]",
				"!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://127.0.0.1:1/\"]]]]",
				"databaseChangeLog: &a [*a]", "databaseChangeLog: &a\n  - changeSet: {id: 1, author: a, changes: *a}",
				"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ndatabaseChangeLog: [*d,*d,*d,*d,*d,*d,*d]",
				"databaseChangeLog: *nothing", "databaseChangeLog: !x y", "<<: {a: b}\ndatabaseChangeLog: []",
				"databaseChangeLog: " + "[".repeat(5000) + "]".repeat(5000))), reading());
	}

	private BadInput include() {
		String path = any(List.of("../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "file:/etc/hosts",
				"http://127.0.0.1:1/x.yaml", "classpath:../secret.txt", "../../../../../secret.txt", "nowhere.yaml", "",
				".", "..", "/", "\\\\\\\\host\\\\share", "*", "%2e%2e/x.yaml", "jar:file:/x.jar!/y.yaml",
				"db.changelog-master.yaml", "../db.changelog-master.yaml", "20260101000000_create_a.yaml"));
		String kind = any(List.of("include: {file: \"%s\", relativeToChangelogFile: %s}",
				"includeAll: {path: \"%s\", relativeToChangelogFile: %s}"));
		return BadInput.ofFile("an include of something else", NEW + ".yaml",
				"databaseChangeLog:\n  - " + kind.formatted(path, this.random.nextBoolean()) + "\n", reading());
	}

	private BadInput otherFormat() {
		String[] file = any(List.of(new String[] { ".sql", "--liquibase formatted sql\n--changeset\nselect 1;" },
				new String[] { ".sql", "--liquibase formatted sql\n--changeset ada:1 runWith:nothing\nselec 1;" },
				new String[] { ".sql", "--liquibase formatted sql\n--changeset ada:1 runOnChange:perhaps\nselect 1;" },
				new String[] { ".sql", "" }, new String[] { ".sql", "select 'a\u001b[31m" },
				new String[] { ".json", "[]" }, new String[] { ".json", "{\"databaseChangeLog\": 1}" },
				new String[] { ".json", "{\"databaseChangeLog\": [{\"changeSet\": []}]}" },
				new String[] { ".json", "{\"databaseChangeLog\": [null]}" }, new String[] { ".xml", "<a/>" },
				new String[] { ".xml", "<?xml version=\"9.9\"?><a/>" },
				new String[] { ".xml", XML.replace("changeSet", "changeset") },
				new String[] { ".yaml", "databaseChangeLog" }, new String[] { ".yml", "- - - -" },
				new String[] { ".properties", "a=b" }));
		return BadInput.ofFile("another format", NEW + file[0], file[1], reading());
	}

	private BadInput message() {
		return BadInput.ofArguments("a message", Outcome.ANY, "revision",
				"--message=" + hostile() + (this.random.nextBoolean() ? hostile() : ""),
				"--migrate.format=" + any(List.of("yaml", "xml", "json", "sql")));
	}

	private BadInput template() {
		String template = any(List.of("../{slug}", "{slug}/x", "/{slug}", "{nothing}", "{", "}", "{slug", "", " ",
				"{slug}\u0000", "..", "{rev}{rev}", "CON", "x".repeat(500), "{slug}.", "\ud83d\ude80", "{{slug}}",
				"{slug}\n", "~/{slug}", "$HOME", "{slug}:x"));
		return BadInput.ofArguments("a file template", Outcome.ANY, "revision", "--message=x",
				"--migrate.file-template=" + template,
				"--migrate.slug-length=" + any(List.of("40", "0", "-1", "x", "99999999999", "1")));
	}

	private BadInput identifier() {
		String option = any(List.of("--rev-id=", "--branch-label=", "--version-path=", "--head=", "--depends-on=",
				"--migrate.author="));
		return BadInput.ofArguments("an identifier", Outcome.ANY, "revision", "--message=x", option + hostile());
	}

	private BadInput reference() {
		String reference = this.random.nextBoolean() ? any(REFERENCES) : hostile();
		String command = any(List.of("upgrade", "downgrade", "stamp", "show", "history", "edit"));
		List<String> arguments = new ArrayList<>(List.of(command, reference));
		if (command.equals("upgrade") || command.equals("downgrade")) {
			arguments.add("--dry-run");
		}
		return new BadInput("a reference", Map.of(), arguments, Outcome.ANY);
	}

	private BadInput range() {
		return BadInput.ofArguments("a range", Outcome.ANY, any(List.of("upgrade", "downgrade", "history", "squash")),
				any(REFERENCES) + ":" + any(REFERENCES), any(List.of("--sql", "--json", "--nothing")));
	}

	private BadInput option() {
		String[] option = any(List.of(new String[] { "upgrade", "--dry-run", "--tag=" },
				new String[] { "stamp", "--tag=" }, new String[] { "status", "--database=" }, new String[] { "" },
				new String[] { "status", "--" }, new String[] { "status", "-" }, new String[] { "init", "--template=" },
				new String[] { "completion", "" }, new String[] { "merge", "--message=" }, new String[] { "show", "" },
				new String[] { "check", "--against=" }, new String[] { "generate-changeset", "--message=" }));
		String[] arguments = option.clone();
		arguments[arguments.length - 1] += hostile();
		return BadInput.ofArguments("an option", Outcome.ANY, arguments);
	}

	private BadInput duration() {
		String name = any(List.of("migrate.lock.timeout", "migrate.statements.lock-timeout",
				"migrate.statements.definition-lock-timeout", "migrate.statements.retry-timeout"));
		String value = any(List.of("-1s", "-9223372036854775808", "9223372036854775807s", "99999999999999999999",
				"PT-5S", "1 fortnight", "x", "", "1s1s", "NaN", "-P1D", "9223372036854775807d", "106751991167d", "1e3s",
				"P999999999999999D"));
		return BadInput.ofArguments("a duration", Outcome.ANY, any(List.of("status", "upgrade", "doctor")),
				"--" + name + "=" + value);
	}

	private BadInput setting() {
		String setting = any(List.of("migrate.format=", "migrate.time-zone=", "migrate.lock.session=",
				"migrate.scratch.enabled=", "migrate.databases.x.url=", "migrate.scratch.url=",
				"spring.liquibase.contexts=", "spring.liquibase.label-filter=",
				"spring.liquibase.database-change-log-table=", "spring.liquibase.default-schema=",
				"spring.liquibase.liquibase-schema=", "spring.liquibase.change-log=", "spring.liquibase.show-summary=",
				"spring.liquibase.parameters.a="));
		return BadInput.ofArguments("a setting", Outcome.ANY,
				any(List.of("status", "check", "doctor", "revision --message=x", "upgrade --dry-run")).replace(" ",
						"\u0001") + "\u0001--" + setting
						+ any(List.of(hostile(), "perhaps", "-1", "[]", "(", ")", "and or", "!", "classpath:")));
	}

	private BadInput directory() {
		return BadInput.ofArguments("a directory", Outcome.ANY, any(List.of("revision", "generate-changeset", "init")),
				"--message=x", "--migrate.resources-directory=" + any(List.of("nowhere", "{root}/secret.txt",
						"{root}/locked", "/proc", "/dev/null", "\u0000", "", "/etc/passwd/x", hostile())));
	}

	private BadInput location() {
		return BadInput
			.ofArguments("a version location", Outcome.ANY, any(List.of("revision", "status", "doctor")), "--message=x",
					"--migrate.version-locations=" + any(List.of("..", "../..", "versions/..", "versions,versions",
							"versions,versions/x", "/tmp", "", ",", ".", "../../../..", "versions/../../../..",
							"nowhere", "file:/tmp", hostile())));
	}

	private BadInput hook() {
		return new BadInput("a hook", Map.of(),
				List.of("revision", "--message=x",
						any(List.of("--migrate.hooks[0].name=x", "--migrate.hooks[0].command=",
								"--migrate.hooks[0].command=no-such-program", "--migrate.hooks[1].command=x",
								"--migrate.hooks=x", "--migrate.hooks[0].command[0]=\u0000",
								"--migrate.hooks[0].directory=/nowhere", "--migrate.hooks[x].command=y",
								"--migrate.hooks[0].command=false"))),
				Outcome.ANY);
	}

	private BadInput url() {
		return BadInput.ofArguments("a URL", Outcome.REJECTED, any(List.of("status", "upgrade", "check")),
				"--spring.datasource.url="
						+ any(List.of("x", "jdbc:", "jdbc:h2", "jdbc:nothing:x", "jdbc:h2:tcp://127.0.0.1:1/x",
								"http://127.0.0.1:1", "jdbc:postgresql://[/x", "jdbc:h2:nowhere:x",
								"jdbc:h2:file:x;NOTHING=1", "jdbc:h2:file:/proc/x/y", "jdbc:h2:mem:x;INIT=selec")));
	}

	private BadInput pattern() {
		return BadInput.ofArguments("a pattern", Outcome.ANY, "check", any(
				List.of("--migrate.generate.include=", "--migrate.generate.exclude="))
				+ any(List.of("[", "(", "**", "a.b.c.d.e", "index", "index ", "nothing x", "\\", "", ",,", hostile())));
	}

	private static String changeset(String parent, String change) {
		return """
				databaseChangeLog:
				  - property: {name: migrate.parent, value: "%s", global: false}
				  - changeSet:
				      id: "20260103000000.1"
				      author: ada
				      changes: [{%s}]
				""".formatted(parent, change);
	}

	private static String yaml(String id, String parent) {
		return """
				databaseChangeLog:
				  - property: {name: migrate.parent, value: "%s", global: false}
				  - changeSet:
				      id: "%s.1"
				      author: ada
				      changes:
				        - createTable: {tableName: c, columns: [{column: {name: id, type: integer}}]}
				""".formatted(parent, id);
	}

}
