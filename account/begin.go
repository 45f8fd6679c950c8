package account

// Begin makes the views that wait for no incidents, beside whatever the caller goes on with: for who will ask for most
// views of the book, and would else wait for one core to gather incidents while the other has nothing to do.
func (b *Book) Begin() {
	go func() {
		defer func() { _ = recover() }() // whoever asks for the view that cannot be made learns why
		b.Commitments()
		b.Positions()
		b.Exposure()
		b.Outlook()
		b.Calendar()
	}()
}
