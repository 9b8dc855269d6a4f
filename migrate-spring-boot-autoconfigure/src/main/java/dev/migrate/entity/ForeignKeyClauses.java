package dev.migrate.entity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.ForeignKey;
import org.jspecify.annotations.Nullable;

/**
 * The clauses that a user-defined foreign key text has beside its columns.
 *
 * @param onDelete the action on delete
 * @param onUpdate the action on update
 * @param deferral when the database checks the constraint
 * @param others the clauses that are none of these; empty if there are none
 */
record ForeignKeyClauses(ForeignKey.Action onDelete, ForeignKey.Action onUpdate, ForeignKey.Deferral deferral,
		String others) {

	private static final Pattern ACTION = Pattern
		.compile("\\bon\\s+(delete|update)\\s+(cascade|restrict|no\\s+action|set\\s+null|set\\s+default)\\b");

	private static final Pattern DEFERRABLE = Pattern
		.compile("(\\bnot\\s+)?\\bdeferrable\\b(\\s+initially\\s+deferred\\b)?|\\binitially\\s+deferred\\b");

	private static final Pattern KEY = Pattern.compile("^\\s*(constraint\\s+\\S+\\s+)?foreign\\s+key\\s*\\([^)]*\\)"
			+ "\\s*references\\s+(\"[^\"]*\"|`[^`]*`|[^\\s(])+\\s*(\\([^)]*\\))?");

	private static final Pattern DEFAULTS = Pattern.compile("\\binitially\\s+immediate\\b|\\bmatch\\s+simple\\b");

	static ForeignKeyClauses parse(@Nullable String definition, @Nullable String options) {
		String text = (((definition != null) ? definition : "") + " " + ((options != null) ? options : ""))
			.toLowerCase(Locale.ROOT);
		ForeignKey.Action onDelete = ForeignKey.Action.NO_ACTION;
		ForeignKey.Action onUpdate = ForeignKey.Action.NO_ACTION;
		Matcher actions = ACTION.matcher(text);
		while (actions.find()) {
			ForeignKey.Action action = ForeignKey.Action
				.valueOf(actions.group(2).replaceAll("\\s+", "_").toUpperCase(Locale.ROOT));
			if (actions.group(1).equals("delete")) {
				onDelete = action;
			}
			else {
				onUpdate = action;
			}
		}
		return new ForeignKeyClauses(onDelete, onUpdate, deferral(text), others(text));
	}

	private static String others(String text) {
		String rest = text;
		for (Pattern known : List.of(KEY, ACTION, DEFERRABLE, DEFAULTS)) {
			rest = known.matcher(rest).replaceAll("");
		}
		return rest.strip().replaceAll("\\s+", " ");
	}

	private static ForeignKey.Deferral deferral(String text) {
		Matcher matcher = DEFERRABLE.matcher(text);
		if (!matcher.find() || matcher.group(1) != null) {
			return ForeignKey.Deferral.NOT_DEFERRABLE;
		}
		return matcher.group().endsWith("deferred") ? ForeignKey.Deferral.INITIALLY_DEFERRED
				: ForeignKey.Deferral.INITIALLY_IMMEDIATE;
	}

}
