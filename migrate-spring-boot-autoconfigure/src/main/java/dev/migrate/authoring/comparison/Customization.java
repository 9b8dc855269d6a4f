package dev.migrate.authoring.comparison;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.migrate.ChangesCustomizer;
import dev.migrate.ConstraintNamer;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.SchemaFilter;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;

/**
 * The customization of comparisons, created on demand.
 *
 * @param filter the filter for the compared objects
 * @param customizers the customizers of the changes, in order
 * @param namer the namer of constraints and indexes
 */
public record Customization(Supplier<SchemaFilter> filter, Supplier<List<ChangesCustomizer>> customizers,
		Supplier<ConstraintNamer> namer) {

	/**
	 * No customization.
	 */
	public static final Customization NONE = new Customization(() -> SchemaFilter.ALL, List::of, ReadableNames::new);

	/**
	 * Apply the customizers of the application to changes.
	 * @param changes the changes
	 * @param database the name of the database
	 * @param comparison the comparison that detected them
	 * @return the edited changes
	 */
	public Changes customize(Changes changes, String database, Comparison comparison) {
		Changes edited = changes;
		for (ChangesCustomizer customizer : this.customizers.get()) {
			edited = customize(customizer, edited, new ChangesCustomizer.Context(database,
					comparison.current().dialect().name(), comparison.current().schema(), comparison.desired()),
					comparison);
		}
		return edited;
	}

	@SuppressWarnings("NullAway") // An application may return what it should not.
	private static Changes customize(ChangesCustomizer customizer, Changes changes, ChangesCustomizer.Context context,
			Comparison comparison) {
		String name = customizer.getClass().getName();
		Changes edited;
		try {
			edited = customizer.customize(changes, context);
		}
		catch (RuntimeException ex) {
			throw new MigrationFailedException(ErrorCode.CUSTOMIZER_FAILED,
					"The ChangesCustomizer " + name + " failed: "
							+ Objects.requireNonNullElse(ex.getMessage(), ex.toString()) + ". Nothing was written.",
					ex);
		}
		if (edited == null) {
			throw new MigrationFailedException(ErrorCode.CUSTOMIZER_FAILED,
					"The ChangesCustomizer " + name + " returned null instead of the changes. Nothing was written.",
					null);
		}
		for (Change change : edited) {
			try {
				comparison.current().dialect().statements(change);
				comparison.current().dialect().statements(change.reverse());
			}
			catch (RuntimeException ex) {
				throw new MigrationFailedException(ErrorCode.CUSTOMIZER_FAILED,
						"The ChangesCustomizer " + name + " returned a change that cannot be written ("
								+ change.description() + "): "
								+ Objects.requireNonNullElse(ex.getMessage(), ex.toString()) + ". Nothing was written.",
						ex);
			}
		}
		return edited;
	}

}
