package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A change as a person or a program sees it.
 *
 * @param description what it is, for example {@code add column product.price}
 * @param risk how bad it can be, in one or two words
 * @param reasons why
 */
public record ChangeView(String description, String risk, List<String> reasons) {

	/**
	 * A thing that is in the database, that no entity maps, and that is left alone.
	 *
	 * @param description what would be done about it
	 * @param reason why it is left alone
	 */
	public record LeftAloneView(String description, @Nullable String reason) {

	}

}
